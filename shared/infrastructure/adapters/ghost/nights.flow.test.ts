import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { acts } from '../../../testing/ghost-server/editor/acts.js';
import { chanceOf } from '../../../testing/ghost-server/state/chance.js';
import { mirrorUnderTest, type MirrorUnderTest } from '../../../testing/mirror-under-test.js';

let mirror: MirrorUnderTest;

beforeEach(async () => {
  mirror = await mirrorUnderTest();
});

afterEach(() => mirror.close());

const status = (index: number) => (index % 3 === 0 ? ('draft' as const) : ('published' as const));

/** Far enough apart that few are read again as neighbours of the last. */
function write(): void {
  const { operations, clock, world } = mirror.ghost;
  for (let index = 0; index < 3; index += 1) operations.createUser({ name: `Author ${index}` });
  const authors = [...world.users.keys()];
  for (let index = 0; index < 20; index += 1) {
    const authorIds = [authors[index % authors.length] ?? ''];
    const input = {
      title: `Text ${index}`,
      text: 'Text.',
      authorIds,
      tags: ['Ovens', 'Ladles'],
      status: status(index),
    };
    if (index % 4 === 0) operations.createPage(input);
    else operations.createPost(input);
    clock.advance(120_000);
  }
}

test('whatever an editor did, two ticks later nothing is left to be found by night', async () => {
  const { ghost, tick, drift } = mirror;
  const chance = chanceOf(11);
  write();
  await tick();
  for (const [name, act] of Object.entries(acts)) {
    act(ghost, chance);
    await tick();
    ghost.clock.advance(120_000);
    await tick();
    expect({ name, drift: await drift() }).toEqual({ name, drift: 0 });
  }
}, 120_000);
