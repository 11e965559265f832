import { describe, jest } from '@jest/globals';
import { readPapers, type HousePapers } from '../engine/papers.js';

/** Tests that need the engine of `npm run test:swarm`; where there is none they are skipped, and the run says why. */
export function describeInHouse(name: string, tests: (papers: () => HousePapers) => void): void {
  const papers = readPapers();
  // A deploy waits for what is slow on a busy machine; it has deadlines of its own.
  jest.setTimeout(1_000_000);
  (papers === null ? describe.skip : describe)(name, () => {
    tests(() => {
      if (papers === null) throw new Error('There is no house.');
      return papers;
    });
  });
}
