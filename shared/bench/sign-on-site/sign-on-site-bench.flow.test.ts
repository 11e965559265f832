import { expect, test } from '@jest/globals';
import { signOnSiteBench } from './sign-on-site-bench.js';

test('a short bench: a silent sign-on, and knowing somebody', async () => {
  const found = await signOnSiteBench({ rounds: 1, times: 3, roundMs: 100 }).run({ seed: 1, say: () => undefined });
  expect(found).toMatchObject([
    { unit: 'per second', aim: 1 / 3 },
    { unit: 'per second', aim: null },
  ]);
  for (const row of found) {
    if (typeof row === 'string') throw new Error(row);
    expect(row.figure).toBeGreaterThan(0);
    expect(row.ratio).toBeCloseTo(row.figure / row.yardstick.figure, 6);
  }
}, 120_000);
