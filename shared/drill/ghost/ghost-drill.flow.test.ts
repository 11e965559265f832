import { expect, test } from '@jest/globals';
import { ghostDrill } from './ghost-drill.js';

test('a short drill: nothing is dead, stale or missing two ticks after edits, with workers killed; six times the posts take no more memory', async () => {
  const stage = { seed: 20_261_127, say: () => undefined };
  const { tried, broken, examples } = await ghostDrill({ seeds: 1, rounds: 2, acts: 40, sizes: [50, 300] }).run(stage);
  expect(examples).toEqual([]);
  expect(Object.entries(broken).filter(([, times]) => times > 0)).toEqual([]);
  expect(tried).toMatchObject({
    'acts of an editor': 90,
    'answers spoilt': 4,
    'workers killed in their first reading': 1,
  });
  expect(tried['webhooks heard']).toBeGreaterThan(30);
  expect((tried['workers killed while reading'] ?? 0) + (tried['workers killed at rest'] ?? 0)).toBe(2);
}, 180_000);
