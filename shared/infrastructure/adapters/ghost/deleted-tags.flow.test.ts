import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mirrorUnderTest, type MirrorUnderTest } from '../../../testing/mirror-under-test.js';

let mirror: MirrorUnderTest;

beforeEach(async () => {
  mirror = await mirrorUnderTest();
});

afterEach(() => mirror.close());

const idOf = (name: string) => [...mirror.ghost.world.tags.values()].find((tag) => tag.name === name)?.id ?? '';

/** A page and more posts than are asked for at once, all with a tag that is read and then deleted. */
async function deleteTag(before: () => void = () => undefined) {
  const { ghost, tick } = mirror;
  for (let index = 0; index < 30; index += 1) {
    ghost.operations.createPost({
      title: `Post ${index}`,
      text: 'Text.',
      status: 'published',
      tags: ['Ovens', 'News'],
    });
  }
  ghost.operations.createPage({ title: 'House', text: 'Text.', status: 'published', tags: ['Ovens'] });
  // Far enough from the others that these are not read again as neighbours of the last.
  ghost.clock.advance(600_000);
  ghost.operations.createPost({ title: 'Other', text: 'Text.', status: 'published', tags: ['News'] });
  ghost.operations.createPage({ title: 'About', text: 'Text.', status: 'published' });
  await tick();
  before();
  await mirror.under.rows('truncate ap_activities cascade');
  ghost.clock.advance(600_000);
  ghost.operations.deleteTag(idOf('Ovens'));
  await tick();
}

test('a tag that is deleted leaves nothing to be found by night on the texts that carried it', async () => {
  await deleteTag();
  const links = await mirror.under.rows<{ name: string }>(
    'select distinct name from post_tags l join tags t on t.id = l.tag_id',
  );
  expect(links).toEqual([{ name: 'News' }]);
  expect(await mirror.drift()).toBe(0);
});

test('readers of the texts that carried it are told', async () => {
  await deleteTag();
  const told = await mirror.under.rows<{ type: string; count: number }>(
    'select type, count(*)::int from ap_activities group by type order by type',
  );
  expect(told).toEqual([
    { type: 'post.changed', count: 31 },
    { type: 'tag.changed', count: 1 },
  ]);
});

test('where our key may not read pages, posts are put right all the same', async () => {
  await deleteTag(() => mirror.ghost.faults.add({ kind: 'forbidden', on: /\/pages\// }));
  mirror.ghost.faults.clear();
  expect(await mirror.under.rows(`select from tags where name = 'Ovens'`)).toEqual([]);
  expect(await mirror.drift()).toBe(1); // The page.
});
