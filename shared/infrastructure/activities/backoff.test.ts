import { expect, test } from '@jest/globals';
import { pauseAfter, usualBackoff } from './backoff.js';

const pauses = (random: number) =>
  [1, 2, 3, 4, 5, 6].map((attempts) => pauseAfter(attempts, { ...usualBackoff, random: () => random }));

test('six attempts, ever further apart, give or take a fifth', () => {
  expect(pauses(0.5)).toEqual([1_000, 5_000, 30_000, 120_000, 600_000, null]);
  expect(pauses(0)).toEqual([800, 4_000, 24_000, 96_000, 480_000, null]);
  expect(pauses(1)).toEqual([1_200, 6_000, 36_000, 144_000, 720_000, null]);
});
