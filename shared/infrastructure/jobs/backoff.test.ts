import { expect, test } from '@jest/globals';
import { growingBackoff } from './backoff.js';

test('the pauses double and scatter by a quarter, up to an hour', () => {
  for (const [attempt, ms] of [
    [1, 5_000],
    [2, 10_000],
    [5, 80_000],
    [40, 3_600_000],
  ] as const) {
    const pauses = Array.from({ length: 200 }, () => growingBackoff(5_000, attempt));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(ms * 0.75);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(ms * 1.25);
    expect(new Set(pauses).size).toBeGreaterThan(100);
  }
});
