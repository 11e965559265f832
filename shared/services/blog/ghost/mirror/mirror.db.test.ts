import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { operator } from '../../../../contracts/viewer.js';
import { ghostAuthor, ghostPost, ghostTag } from '../../../../testing/ghost-answers.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../../testing/registry-under-test.js';

const site = 'https://old.example';
let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(() => under.rows('truncate posts, tags, authors, ghost_cursors, ap_activities cascade'));

afterAll(() => under.close());

const remove = (kind: 'tags' | 'users' | 'posts' | 'pages', there: string[], deleted: string[] | 'all' = []) =>
  under.services.blog.removeGhostsGone(operator, site, kind, there, deleted);

const slugs = async (table: string) =>
  (await under.rows<{ slug: string }>(`select slug from ${table} order by slug`)).map(({ slug }) => slug);

async function told(): Promise<string[]> {
  const rows = await under.rows<{ type: string }>('select type from ap_activities order by id');
  await under.rows('truncate ap_activities cascade');
  return rows.map(({ type }) => type);
}

test('how far a Ghost was read is kept by site and kind, with or without a slash at its end', async () => {
  const [updatedAt, id] = [new Date('2026-11-20T10:00:00.000Z'), 'ab'];
  expect(await under.services.blog.findGhostCursor(operator, site, 'posts')).toBeNull();
  await under.services.blog.keepGhostCursor(operator, `${site}/ghost/`, 'posts', { updatedAt, id });
  await under.services.blog.keepGhostCursor(operator, site, 'pages', { updatedAt, id: null });
  expect(await under.services.blog.findGhostCursor(operator, site, 'posts')).toEqual({ updatedAt, id });
  expect(await under.services.blog.findGhostCursor(operator, 'https://else.example', 'posts')).toBeNull();
  await under.services.blog.keepGhostCursor(operator, site, 'posts', { updatedAt, id: null });
  expect(await under.services.blog.findGhostCursor(operator, site, 'posts')).toEqual({ updatedAt, id: null });
});

test('what is gone there is gone here, and readers of it are told; what came from elsewhere stays', async () => {
  const [bread, soup, draft, house] = [ghostPost('bread'), ghostPost('soup'), ghostPost('draft', { status: 'draft' }), ghostPost('house')]; // prettier-ignore
  await under.services.blog.importGhost(operator, site, { posts: [bread, soup, draft], pages: [house] });
  await under.services.blog.importGhost(operator, 'https://else.example', { posts: [{ ...ghostPost('other'), id: 'f'.repeat(24) }] }); // prettier-ignore
  await told();
  expect(await remove('posts', [bread.id])).toEqual({ kind: 'removed', count: 2 });
  expect(await slugs('posts')).toEqual(['bread', 'house', 'other']);
  expect(await told()).toEqual(['post.retracted']);
  expect(await remove('pages', [])).toEqual({ kind: 'removed', count: 1 });
  expect(await told()).toEqual(['post.retracted']);
  expect(await remove('posts', [bread.id])).toEqual({ kind: 'removed', count: 0 });
  expect(await told()).toEqual([]);
});

test('tags go and leave the posts that they were on; authors go when no post is theirs any more', async () => {
  const tags = [ghostTag('news'), ghostTag('old')];
  const post = ghostPost('bread', { tags, authors: [ghostAuthor('wren'), ghostAuthor('gone')] });
  await under.services.blog.importGhost(operator, site, { posts: [post] });
  await told();
  expect(await remove('tags', [ghostTag('news').id])).toEqual({ kind: 'removed', count: 1 });
  expect(await remove('users', [ghostAuthor('wren').id])).toEqual({ kind: 'removed', count: 0 });
  expect([await slugs('tags'), await slugs('authors'), await told()]).toEqual([['news'], ['gone', 'wren'], ['tag.changed']]); // prettier-ignore
  const again = { ...post, tags: [ghostTag('news')], authors: [ghostAuthor('wren')] };
  await under.services.blog.importGhost(operator, site, { posts: [again] });
  await told();
  expect(await remove('users', [ghostAuthor('wren').id])).toEqual({ kind: 'removed', count: 1 });
  expect([await slugs('authors'), await told()]).toEqual([['wren'], ['author.changed']]);
  const found = await under.services.blog.findPost(null, 'bread');
  expect(found).toMatchObject({ tags: [{ slug: 'news' }], authors: [{ slug: 'wren' }] });
});

test('where most is gone it is asked whether that is meant', async () => {
  const posts = Array.from({ length: 30 }, (_, index) => ghostPost(`post-${index}`));
  await under.services.blog.importGhost(operator, site, { posts });
  expect(await remove('posts', [])).toEqual({ kind: 'doubtful', gone: 30, known: 30 });
  expect(await slugs('posts')).toHaveLength(30);
  const half = posts.slice(0, 15).map(({ id }) => id);
  expect(await remove('posts', half)).toEqual({ kind: 'removed', count: 15 });
  expect(await remove('posts', [], 'all')).toEqual({ kind: 'removed', count: 15 });
});

test('what somebody is known to have deleted goes without a question, and only that', async () => {
  const posts = Array.from({ length: 30 }, (_, index) => ghostPost(`post-${index}`));
  await under.services.blog.importGhost(operator, site, { posts });
  const ids = posts.map(({ id }) => id);
  expect(await remove('posts', [], ids.slice(0, 5))).toEqual({ kind: 'doubtful', gone: 30, known: 30 });
  expect(await remove('posts', ids.slice(0, 5), ids.slice(5))).toEqual({ kind: 'removed', count: 25 });
});

test.each([null, { id: '0199', roles: [] }])('others than editors may not: %j', async (viewer) => {
  const at = { updatedAt: new Date(0), id: null };
  const { blog } = under.services;
  await expect(blog.findGhostCursor(viewer, site, 'posts')).rejects.toMatchObject({ status: 403 });
  await expect(blog.keepGhostCursor(viewer, site, 'posts', at)).rejects.toMatchObject({ status: 403 });
  await expect(blog.settleGhostSlugs(viewer, site)).rejects.toMatchObject({ status: 403 });
  await expect(blog.findGhostCarriers(viewer, site, [])).rejects.toMatchObject({ status: 403 });
  await expect(blog.removeGhostsGone(viewer, site, 'posts', [], 'all')).rejects.toMatchObject({ status: 403 });
});
