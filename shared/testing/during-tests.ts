import { afterAll, beforeAll } from '@jest/globals';

/**
 * Opened before the first test of the group that calls this, closed after the last; until then there is nothing. What is
 * asked for first is opened, and closed, first.
 *
 * @returns how to get at it within a test.
 */
export function duringTests<T>(open: () => Promise<T>, close: (opened: T) => Promise<unknown>): () => T {
  let opened: { it: T } | undefined;
  beforeAll(async () => {
    opened = { it: await open() };
  });
  afterAll(async () => {
    if (opened !== undefined) await close(opened.it);
  });
  return () => {
    if (opened === undefined) throw new Error('What is opened for these tests is there only while they run.');
    return opened.it;
  };
}
