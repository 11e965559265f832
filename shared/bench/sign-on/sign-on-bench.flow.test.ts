import { expect, test } from '@jest/globals';
import { signOnBench } from './sign-on-bench.js';

test('a short bench: silent sign-ons, at the provider and through a site, and knowing somebody', async () => {
  const found = await signOnBench({ rounds: 1, times: 3, roundMs: 100 }).run({ seed: 1, say: () => undefined });
  expect(found).toMatchObject([
    { unit: 'per second', aim: 0.33 },
    { unit: 'per second', aim: 0.33 },
    { unit: 'per second', aim: null },
  ]);
  for (const row of found) {
    if (typeof row === 'string') throw new Error(row);
    expect(row.figure).toBeGreaterThan(0);
    expect(row.cpuMicros).toBeGreaterThan(0);
    expect(row.ratio).toBeCloseTo(row.figure / row.yardstick.figure, 6);
  }
}, 120_000);
