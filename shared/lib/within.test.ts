import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { within } from './within.js';

const never = new Promise<never>(() => undefined);

test('what comes in time is the outcome, an error too', async () => {
  expect(await within(1_000, Promise.resolve('bread'))).toBe('bread');
  await expect(within(1_000, Promise.reject(new Error('burnt')))).rejects.toThrow('burnt');
});

test('what does not come is given up', async () => {
  await expect(within(5, never)).rejects.toThrow('no answer within 5 ms');
});

test('an answer that arrived while the process was busy counts', async () => {
  // From here on timers come first.
  await nextTurn();
  const answer = within(5, promisify(randomBytes)(8));
  const until = performance.now() + 50;
  while (performance.now() < until);
  expect(await answer).toHaveLength(8);
});
