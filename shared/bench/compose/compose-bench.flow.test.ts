import { expect, test } from '@jest/globals';
import { composeBench } from './compose-bench.js';

test('a short bench: each page is measured against its yardstick', async () => {
  const effort = { rounds: 1, roundMs: 100, connections: 2, warmMs: 100 };
  const found = await composeBench(effort, async () => false).run({ seed: 1, say: () => undefined });
  expect(found).toMatchObject([
    { name: 'a stranger’s page from the page cache', aim: 0.5 },
    { name: 'the front page composed of warm fragments', aim: 0.2 },
    'A page of four cold fragments was not measured against Podium, which could not be fetched.',
    { name: 'a page of four cold fragments, beside plain Koa and undici', aim: 1 },
  ]);
  for (const row of found) {
    if (typeof row === 'string') continue;
    expect(row.figure).toBeGreaterThan(0);
    expect(row.ratio).toBeCloseTo(row.figure / row.yardstick.figure, 6);
  }
}, 120_000);
