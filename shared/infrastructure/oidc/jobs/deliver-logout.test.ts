import { expect, test } from '@jest/globals';
import { attempts, pauseAfter } from './deliver-logout.js';

const pauses = Array.from({ length: attempts - 1 }, (_, index) => pauseAfter(index + 1));
const until = (count: number) => pauses.slice(0, count).reduce((sum, ms) => sum + ms, 0);

test('the first pauses are short, and for two minutes and a half none is longer than two seconds', () => {
  expect(pauses[0]).toBeLessThanOrEqual(2_000);
  const early = pauses.filter((_, index) => until(index) < 2.5 * 60_000);
  expect(early.length).toBeGreaterThan(50);
  expect(Math.max(...early)).toBeLessThanOrEqual(2_000);
});

test('after that they grow to a quarter of an hour, for three days at least', () => {
  expect(Math.max(...pauses)).toBe(15 * 60_000);
  expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
  expect(until(pauses.length)).toBeGreaterThan(3 * 24 * 60 * 60_000);
});
