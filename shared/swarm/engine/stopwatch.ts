export type Time = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Times a piece of work and says how long it took. */
export function stopwatch(say: (line: string) => void): Time {
  return async (name, work) => {
    const began = performance.now();
    const result = await work();
    say(`${name}: ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    return result;
  };
}
