import { hexOf, type Chance } from './chance.js';
import type { GhostClock } from './clock.js';

/** Ids as MongoDB's: seconds, a part of the process, a count. So they grow in the order of creation. */
export interface Ids {
  objectId(): string;
  uuid(): string;
}

export function idsFrom(chance: Chance, clock: GhostClock): Ids {
  const process = hexOf(chance, 10);
  let count = Math.floor(chance() * 0x80_00_00);
  return {
    objectId: () => {
      count += 1;
      const seconds = Math.floor(clock.now() / 1000);
      return seconds.toString(16).padStart(8, '0') + process + count.toString(16).padStart(6, '0');
    },
    uuid: () => {
      const hex = hexOf(chance, 32);
      return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join(
        '-',
      );
    },
  };
}
