import { expect, test } from '@jest/globals';
import { restoreDrill } from './restore-drill.js';

test('a short drill: a house that burnt down is the same after a restore, and its members are still signed in', async () => {
  const stage = { seed: 20_261_127, say: () => undefined };
  const { tried, broken, examples } = await restoreDrill({ posts: 300, pictures: 2, kills: 1 }).run(stage);
  expect(examples).toEqual([]);
  expect(Object.entries(broken).filter(([, times]) => times > 0)).toEqual([]);
  expect(tried['media files compared']).toBeGreaterThan(10);
  expect(tried['pages compared']).toBe(23);
  expect(tried['pictures copied a second time']).toBe(0);
  expect(tried['members who signed in anew after SECRET_KEY was lost']).toBe(1);
  expect(tried['pairs of rows in the backup']).toBeGreaterThan(0);
}, 300_000);
