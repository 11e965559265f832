import { expect, test } from '@jest/globals';
import { composeDrill } from './compose-drill.js';

test('a short drill: pages stay whole, right and in time', async () => {
  const scale = {
    ...{ cold: { rounds: 2, views: 20 }, edits: { edits: 15 }, sick: { views: 18, ways: 2 } },
    ...{
      redis: { awayMs: 1_500, absences: ['cut off'] as const },
      apart: { members: 8, pages: 10 },
      killed: { kills: 1 },
    },
  };
  const { tried, broken, examples } = await composeDrill(scale).run({ seed: 20_261_124, say: () => undefined });
  expect(examples).toEqual([]);
  expect(Object.entries(broken).filter(([, times]) => times > 0)).toEqual([]);
  expect(tried).toMatchObject({ 'rounds of them': 2, edits: 15 });
  // A busy machine may have a round tried again, with all its views.
  const views = tried['views of a cold fragment'] ?? 0;
  expect([views >= 40, views % 20]).toEqual([true, 0]);
}, 120_000);
