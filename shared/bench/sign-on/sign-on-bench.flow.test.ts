import { expect, test } from '@jest/globals';
import { signOnBench } from './sign-on-bench.js';

test('a short bench: somebody signs on silently with both', async () => {
  const [row] = await signOnBench({ rounds: 1, times: 3 }).run({ seed: 1, say: () => undefined });
  expect(row).toMatchObject({ name: expect.stringContaining('silent sign-ons') as unknown, aim: 0.33 });
  if (typeof row === 'string' || row === undefined) throw new Error('there is no figure');
  expect(row.figure).toBeGreaterThan(0);
  expect(row.ratio).toBeCloseTo(row.figure / row.yardstick.figure, 6);
}, 120_000);
