/** Numbers from 0 to below 1 that follow from the seed alone (mulberry32). */
export type Chance = () => number;

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function hexOf(chance: Chance, digits: number): string {
  return Array.from({ length: digits }, () => Math.floor(chance() * 16).toString(16)).join('');
}
