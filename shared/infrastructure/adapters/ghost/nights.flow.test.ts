import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { editRandomly } from '../../../testing/ghost-server/editor/edit-randomly.js';
import { chanceOf } from '../../../testing/ghost-server/state/chance.js';
import { mirrorUnderTest, type MirrorUnderTest } from '../../../testing/mirror-under-test.js';

let mirror: MirrorUnderTest;

beforeEach(async () => {
  mirror = await mirrorUnderTest();
});

afterEach(() => mirror.close());

test.each([11, 12, 13])('what was read by day, bit by bit, has not drifted by night (seed %d)', async (seed) => {
  const { ghost, tick, drift } = mirror;
  const chance = chanceOf(seed);
  for (let index = 0; index < 30; index += 1) {
    ghost.operations.createPost({ title: `Post ${index}`, text: 'Text.', status: 'published', tags: ['Ovens'] });
    ghost.clock.advance(120_000);
  }
  await tick();
  for (let round = 0; round < 4; round += 1) {
    for (let act = 0; act < 15; act += 1) {
      editRandomly(ghost, chance);
      ghost.clock.advance(1_000 * Math.floor(chance() * 40));
    }
    await tick();
  }
  ghost.clock.advance(120_000);
  await tick();
  expect(await drift()).toBe(0);
});
