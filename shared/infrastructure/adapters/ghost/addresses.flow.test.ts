import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ghostPost } from '../../../testing/ghost-answers.js';
import { operator } from '../../../contracts/viewer.js';
import { mirrorUnderTest, type MirrorUnderTest } from '../../../testing/mirror-under-test.js';

let mirror: MirrorUnderTest;

beforeEach(async () => {
  mirror = await mirrorUnderTest();
});

afterEach(() => mirror.close());

/** Of what came from this Ghost, by title or name. */
async function addresses(table: 'posts' | 'tags' | 'authors'): Promise<Record<string, string>> {
  const name = table === 'posts' ? 'title' : 'name';
  const rows = await mirror.under.rows<{ name: string; slug: string }>(
    `select ${name} as name, slug from ${table} where ghost_site = $1`,
    [mirror.ghost.url.replace(/\/$/, '')],
  );
  return Object.fromEntries(rows.map(({ name: key, slug }) => [key, slug]));
}

const presentSlug = (slug: string) => mirror.under.services.blog.findPresentSlug(null, slug);

const publish = (title: string, slug: string) =>
  mirror.ghost.operations.createPost({ title, slug, text: title, status: 'published' });

/** What happens between two readings. */
const meanwhile = () => mirror.ghost.clock.advance(60_000);

test('an address that one post left and another took between two readings is the other’s', async () => {
  const { ghost, tick } = mirror;
  const bread = publish('Bread', 'loaf');
  const soup = publish('Soup', 'soup');
  await tick();
  meanwhile();
  ghost.operations.renameSlug(bread.id, 'bread');
  ghost.operations.renameSlug(soup.id, 'loaf');
  await tick();
  expect(await addresses('posts')).toEqual({ Bread: 'bread', Soup: 'loaf' });
  expect([await presentSlug('soup'), await presentSlug('loaf')]).toEqual(['loaf', null]);
});

test('posts that changed places have each other’s address', async () => {
  const { ghost, tick } = mirror;
  const [one, other] = [publish('One', 'one'), publish('Other', 'other')];
  await tick();
  meanwhile();
  ghost.operations.renameSlug(one.id, 'between');
  ghost.operations.renameSlug(other.id, 'one');
  ghost.operations.renameSlug(one.id, 'other');
  await tick();
  expect(await addresses('posts')).toEqual({ One: 'other', Other: 'one' });
});

test('the address of a post that was deleted is free for the next, also where a page has it', async () => {
  const { ghost, tick } = mirror;
  const bread = publish('Bread', 'loaf');
  await tick();
  meanwhile();
  ghost.operations.delete(bread.id);
  ghost.operations.createPage({ title: 'House', slug: 'loaf', text: 'House.', status: 'published' });
  await tick();
  expect(await addresses('posts')).toEqual({ House: 'loaf' });
});

test('a tag that is made again, and one that takes another’s address, are where they are there', async () => {
  const { ghost, tick } = mirror;
  const { operations } = ghost;
  const post = publish('Bread', 'bread');
  operations.addTags(post.id, 'Ovens', 'Ladles', 'Halls');
  const idOf = (name: string) => [...ghost.world.tags.values()].find((tag) => tag.name === name)?.id ?? '';
  await tick();
  meanwhile();
  operations.deleteTag(idOf('Ovens'));
  operations.addTags(post.id, 'Ovens');
  operations.editTag(idOf('Ladles'), { slug: 'spoons' });
  operations.editTag(idOf('Halls'), { slug: 'ladles' });
  await tick();
  expect(await addresses('tags')).toMatchObject({ Ovens: 'ovens', Ladles: 'spoons', Halls: 'ladles' });
  const { findPresentSlug } = mirror.under.services.blog;
  const present = (slug: string) => findPresentSlug(null, slug, 'tag');
  expect([await present('halls'), await present('ladles')]).toEqual(['ladles', null]);
});

test('what was given another address before is healed, and readers of it are told; what others have is theirs', async () => {
  const { under, tick } = mirror;
  await under.services.blog.importGhost(operator, 'https://else.example', { posts: [ghostPost('theirs')] });
  publish('Bread', 'bread');
  publish('Second', 'theirs');
  publish('Reserved', 'search');
  await tick();
  await under.rows(`update posts set slug = 'bread-2' where slug = 'bread'`);
  await under.rows('truncate ap_activities cascade');
  meanwhile();
  publish('Soup', 'soup');
  await tick();
  const expected = { Bread: 'bread', Second: 'theirs-2', Reserved: 'search-2', Soup: 'soup' };
  expect(await addresses('posts')).toEqual(expected);
  expect(await presentSlug('bread-2')).toBe('bread');
  const told = await under.rows<{ type: string }>('select type from ap_activities order by id');
  expect(told.map(({ type }) => type).sort()).toEqual(['post.changed', 'post.published']);
});
