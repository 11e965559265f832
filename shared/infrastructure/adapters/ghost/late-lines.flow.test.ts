import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mirrorUnderTest, type MirrorUnderTest } from '../../../testing/mirror-under-test.js';

let mirror: MirrorUnderTest;

beforeEach(async () => {
  mirror = await mirrorUnderTest({ at: '2026-11-20T10:00:00Z', actionLagMs: 30_000, actionsDated: 'done' });
});

afterEach(() => mirror.close());

test('a line that comes after newer ones, dated before them, is read all the same', async () => {
  const { ghost, tick, under } = mirror;
  const ids = Array.from({ length: 20 }, (_, index) => {
    ghost.clock.advance(120_000);
    return ghost.operations.createPost({ title: `Post ${index}`, text: 'Text.', status: 'published' }).id;
  });
  ghost.clock.advance(120_000);
  await tick();
  // Tags move no date, so nothing but the log tells of them.
  for (const id of ids) {
    ghost.operations.addTags(id, 'news');
    ghost.clock.advance(1_000);
  }
  await tick();
  const tagged = async () => (await under.rows('select distinct post_id from post_tags')).length;
  // Else nothing was late.
  expect(await tagged()).toBeLessThan(20);
  ghost.clock.advance(30_000);
  await tick();
  expect(await tagged()).toBe(20);
});
