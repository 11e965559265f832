import { within } from '../../lib/within.js';

const askMs = 1_000;
const keepMs = 5_000;

/** Asks when `/metrics` is asked: 1 s at most each time, every 5 s at most, and `instead` while it cannot be told. */
export function askAtScrape<T>(ask: () => Promise<T>, instead: T): () => Promise<T> {
  let askedAt = -Infinity;
  let answer: Promise<T>;
  return () => {
    if (performance.now() - askedAt > keepMs) {
      askedAt = performance.now();
      answer = within(askMs, ask()).catch(() => instead);
    }
    return answer;
  };
}
