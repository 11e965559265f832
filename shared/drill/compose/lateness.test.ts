import { expect, test } from '@jest/globals';
import { lateness, quantile, type View } from './lateness.js';

const view = (beganAt: number, loaf: number | null): View => ({ place: 'here', beganAt, endedAt: beganAt + 5, loaf });
const change = { loaf: 3, at: 100 };

test('a change is late until a view shows it and none after shows what was before', () => {
  expect(lateness(change, [view(90, 2), view(101, 3), view(110, 3)])).toBe(6);
  expect(lateness(change, [view(101, 2), view(140, 3)])).toBe(45);
  expect(lateness(change, [view(101, 3), view(120, 2), view(150, 4)])).toBe(55);
});

test('what began before the change, or shows no shelf, says nothing', () => {
  expect(lateness(change, [view(99, 2), view(102, null), view(103, 3)])).toBe(8);
});

test('a change that never shows, or does not stay, is infinitely late', () => {
  expect(lateness(change, [view(101, 2), view(102, 2)])).toBe(Infinity);
  expect(lateness(change, [view(101, 3), view(102, 2)])).toBe(Infinity);
  expect(lateness(change, [])).toBe(Infinity);
});

test('a quantile is one of the values', () => {
  const values = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect([quantile(values, 0.5), quantile(values, 0.99), quantile(values, 1), quantile([7], 0.5)]).toEqual([
    ...[50, 99, 100, 7],
  ]);
});
