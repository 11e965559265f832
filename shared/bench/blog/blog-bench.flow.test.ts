import { expect, test } from '@jest/globals';
import { blogBench } from './blog-bench.js';

test('a short bench: each page is measured against the same rows in koa and pg', async () => {
  const effort = { rounds: 1, roundMs: 100, connections: 2, warmMs: 100, posts: 600 };
  const found = await blogBench(effort).run({ seed: 1, say: () => undefined });
  expect(found).toMatchObject([
    { name: 'the front page, its parts kept', aim: 0.5 },
    { name: 'the front page’s list, uncached', aim: 0.5 },
    { name: 'a post, uncached', aim: 0.5 },
    { name: 'a tag’s list, uncached', aim: 0.5 },
    { name: 'a search, uncached', aim: 0.5 },
    { name: 'the front page, every part of it uncached', aim: 0.5 },
  ]);
  for (const row of found) {
    if (typeof row === 'string') throw new Error(row);
    expect(row.figure).toBeGreaterThan(0);
    expect(row.ratio).toBeCloseTo(row.figure / row.yardstick.figure, 6);
  }
}, 120_000);
