import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { operator } from '../../contracts/viewer.js';
import { ghostAuthor, ghostPost, ghostTag } from '../../testing/ghost-answers.js';
import { registryUnderTest, type RegistryUnderTest } from '../../testing/registry-under-test.js';

let under: RegistryUnderTest;

const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;

beforeAll(async () => {
  under = await registryUnderTest();
  const posts = Array.from({ length: 23 }, (_, index) =>
    ghostPost(`post-${index + 1}`, { published_at: day(index + 1) }),
  );
  await under.services.blog.importGhost(operator, 'https://old.example', {
    posts: [...posts, ghostPost('tomorrow', { published_at: day(26), tags: [ghostTag('soon')] })],
    pages: [ghostPost('about')],
  });
});

afterAll(() => under.close());

const list = (page: number, perPage = 10) => under.services.blog.listPosts(null, { page, perPage });

test('posts come newest first, in pages, without pages and without tomorrow', async () => {
  const first = await list(1);
  expect(first).toMatchObject({ page: 1, pages: 3, total: 23 });
  expect(first.items.map((post) => post.slug).slice(0, 2)).toEqual(['post-23', 'post-22']);
  expect((await list(3)).items.map((post) => post.slug)).toEqual(['post-3', 'post-2', 'post-1']);
  expect(await list(4)).toEqual({ items: [], page: 4, pages: 3, total: 23 });
});

test('a post comes when its time has come', async () => {
  expect(await under.services.blog.findPost(null, 'tomorrow')).toBeNull();
  under.clock.at('2026-11-26T10:00:00Z');
  expect((await list(1)).items[0]?.slug).toBe('tomorrow');
  expect((await under.services.blog.findPost(null, 'tomorrow'))?.tags).toEqual([{ slug: 'soon', name: 'soon' }]);
  under.clock.at('2026-11-25T12:00:00Z');
});

test('a page of the site is found by its address', async () => {
  expect(await under.services.blog.findPost(null, 'about')).toMatchObject({
    kind: 'page',
    html: '<p>About about.</p>',
  });
  expect(await under.services.blog.findPost(null, 'nothing')).toBeNull();
});

test('a list asks once, for one post as for twenty', async () => {
  const one = await under.statementsOf(() => list(1, 1));
  const twenty = await under.statementsOf(() => list(1, 20));
  expect(twenty).toEqual(one);
  expect(twenty).toEqual([expect.stringMatching(/^select/)]);
});

test('the list reads its index, not the table', async () => {
  const client = new pg.Client({ connectionString: under.url });
  await client.connect();
  await client.query('set enable_seqscan = off');
  const plan = await client.query<{ 'QUERY PLAN': string }>(
    `explain select id from posts where kind = 'post' and status = 'published' and published_at <= now() order by published_at desc, id desc limit 10`,
  );
  await client.end();
  const steps = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(steps).toContain('Index Only Scan Backward using posts_shown_idx');
  expect(steps).not.toContain('Sort');
});

describe('narrowed', () => {
  beforeAll(async () => {
    const [fern, moth] = [
      ghostAuthor('fern', { bio: 'Keeps jars.', website: 'javascript:alert(1)' }),
      ghostAuthor('moth'),
    ];
    const seeds = ghostTag('seeds', { description: 'What we keep.' });
    const posts = [
      ghostPost('jars', {
        published_at: day(2),
        tags: [seeds, ghostTag('#quiet', { visibility: 'internal' })],
        authors: [fern],
      }),
      ghostPost('sowing', { published_at: day(3), tags: [seeds], authors: [moth, fern] }),
      ghostPost('draft', { status: 'draft', tags: [seeds], authors: [fern] }),
    ];
    await under.services.blog.importGhost(operator, 'https://other.example', { posts });
  });

  const slugs = async (query: { tag?: string; author?: string }) => {
    const { items, total } = await under.services.blog.listPosts(null, { page: 1, perPage: 10, ...query });
    return [items.map(({ slug }) => slug), total];
  };

  test('to a tag or an author it holds what strangers may read, newest first', async () => {
    expect(await slugs({ tag: 'seeds' })).toEqual([['sowing', 'jars'], 2]);
    expect(await slugs({ author: 'fern' })).toEqual([['sowing', 'jars'], 2]);
    expect(await slugs({ author: 'moth' })).toEqual([['sowing'], 1]);
    expect(await slugs({ tag: 'hash-quiet' })).toEqual([[], 0]);
    expect(await slugs({ tag: 'se\0eds' })).toEqual([['sowing', 'jars'], 2]);
  });

  test('it asks once, and says all authors and tags of each', async () => {
    const statements = await under.statementsOf(() => slugs({ tag: 'seeds' }));
    expect(statements).toHaveLength(1);
    const { items } = await under.services.blog.listPosts(null, { page: 1, perPage: 10, author: 'fern' });
    expect(items[0]?.authors.map(({ name }) => name)).toEqual(['moth', 'fern']);
  });

  test('a tag and an author say what may be said of them', async () => {
    const { blog } = under.services;
    expect(await blog.findTag('seeds')).toEqual({
      ...{ slug: 'seeds', name: 'seeds', description: 'What we keep.', picture: null },
    });
    expect(await blog.findAuthor('fern')).toMatchObject({ name: 'fern', bio: 'Keeps jars.', website: null });
    expect([await blog.findTag('hash-quiet'), await blog.findTag('none'), await blog.findAuthor('none')]).toEqual([
      ...[null, null, null],
    ]);
  });

  test('tags are counted by what strangers may read', async () => {
    expect(await under.services.blog.listTags(null, 2)).toEqual([
      { slug: 'news', name: 'news', posts: 23 },
      { slug: 'seeds', name: 'seeds', posts: 2 },
    ]);
    expect(await under.services.blog.listTags(null, 1)).toHaveLength(1);
  });

  test('neighbours lead through all posts, one after the other, and back', async () => {
    const { blog } = under.services;
    const all = (await blog.listPosts(null, { page: 1, perPage: 100 })).items;
    for (const [index, post] of all.entries()) {
      const found = await blog.findPost(null, post.slug);
      expect([found?.neighbours?.newer?.slug, found?.neighbours?.older?.slug]).toEqual([
        all[index - 1]?.slug,
        all[index + 1]?.slug,
      ]);
    }
    expect(all).toHaveLength(25);
  });
});

test('the newest featured post of the last 30 days leads, else the newest; the rest is listed without it', async () => {
  const { blog } = under.services;
  const lead = async () => (await blog.findLead(null))?.slug;
  const [newest] = (await list(1)).items;
  expect(await lead()).toBe(newest?.slug);
  const feature = (slug: string, featured: boolean) =>
    blog.importGhost(operator, 'https://old.example', {
      posts: [ghostPost(slug, { published_at: day(4), featured, updated_at: '2026-11-21T09:00:00.000Z' })],
    });
  await feature('post-4', true);
  expect(await lead()).toBe('post-4');
  const rest = await blog.listPosts(null, { page: 1, perPage: 100, withoutLead: true });
  expect(rest.items.map(({ slug }) => slug)).not.toContain('post-4');
  expect(rest.total).toBe((await list(1)).total - 1);
  under.clock.at('2026-12-20T12:00:00Z');
  expect(await lead()).toBe('tomorrow');
  under.clock.at('2026-11-25T12:00:00Z');
});

test('what everybody may read to the end is the newest of that, in one query', async () => {
  const { blog } = under.services;
  const newest = (await list(1)).items.map(({ slug }) => slug);
  await blog.importGhost(operator, 'https://members.example', {
    posts: [ghostPost('hush', { published_at: day(25), visibility: 'members' })],
  });
  expect((await list(1)).items[0]?.slug).toBe('hush');
  expect((await blog.listForEveryone(10)).map(({ slug }) => slug)).toEqual(newest);
  expect(await blog.listForEveryone(2)).toEqual((await list(1, 3)).items.slice(1));
  expect(await under.statementsOf(() => blog.listForEveryone(10))).toHaveLength(1);
});
