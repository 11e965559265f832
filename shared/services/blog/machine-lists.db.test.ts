import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operator } from '../../contracts/viewer.js';
import { ghostAuthor, ghostPost, ghostTag } from '../../testing/ghost-answers.js';
import { registryUnderTest, type RegistryUnderTest } from '../../testing/registry-under-test.js';

let under: RegistryUnderTest;

const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;
const news = ghostTag('news');
const rail = ghostTag('hash-rail', { name: '#rail', visibility: 'internal' });

beforeAll(async () => {
  under = await registryUnderTest();
  await under.services.blog.importGhost(operator, 'https://old.example', {
    posts: [
      ghostPost('first', { published_at: day(1), updated_at: day(20), tags: [news, rail] }),
      ghostPost('second', { published_at: day(2), updated_at: day(3), authors: [ghostAuthor('fern')] }),
      ghostPost('third', { published_at: day(3), tags: [], authors: [ghostAuthor('wren'), ghostAuthor('fern')] }),
      ghostPost('secret', { status: 'sent', tags: [ghostTag('inner')], authors: [ghostAuthor('moth')] }),
      ghostPost('tomorrow', { published_at: day(26), tags: [ghostTag('soon')] }),
      ghostPost('draft', { status: 'draft', tags: [ghostTag('raw')] }),
    ],
  });
  await under.services.blog.importGhost(operator, 'https://old.example', {
    pages: [ghostPost('about', { tags: [ghostTag('only-pages')] })],
  });
});

afterAll(() => under.close());

const slugsOf = (things: { slug: string }[]) => things.map(({ slug }) => slug);
const full = async (query: { limit: number; tag?: string; author?: string }) =>
  slugsOf(await under.services.blog.listInFull(null, query));

test('the newest posts come with their text, and nothing that is not for everybody', async () => {
  const posts = await under.services.blog.listInFull(null, { limit: 20 });
  expect(slugsOf(posts)).toEqual(['third', 'second', 'first']);
  expect(posts[1]).toMatchObject({
    html: '<p>About second.</p>',
    tags: [{ slug: 'news' }],
    authors: [{ slug: 'fern' }],
  });
  expect(await full({ limit: 2 })).toEqual(['third', 'second']);
});

test('of one tag, of one author, of both', async () => {
  expect(await full({ limit: 20, tag: 'news' })).toEqual(['second', 'first']);
  expect(await full({ limit: 20, author: 'fern' })).toEqual(['third', 'second']);
  expect(await full({ limit: 20, tag: 'news', author: 'fern' })).toEqual(['second']);
  for (const tag of ['hash-rail', 'inner', 'none', `news' or true --`]) {
    expect(await full({ limit: 20, tag })).toEqual([]);
  }
});

test('one query, however many posts', async () => {
  for (const limit of [1, 20]) {
    const statements = await under.statementsOf(() => full({ limit, tag: 'news' }));
    expect(statements).toHaveLength(1);
  }
});

const here = 'blog.rose.example';

test('a map lists what everybody may read, and when it changed', async () => {
  const { blog } = under.services;
  const all = { page: 1, perPage: 5000 };
  expect(await blog.countAddresses(here)).toEqual({ posts: 3, pages: 1, tags: 1, authors: 2 });
  expect(await blog.listAddresses(here, 'posts', all)).toEqual([
    { slug: 'first', changedAt: new Date(day(20)) },
    { slug: 'second', changedAt: new Date(day(3)) },
    { slug: 'third', changedAt: new Date('2026-11-02T09:00:00Z') },
  ]);
  expect(slugsOf(await blog.listAddresses(here, 'pages', all))).toEqual(['about']);
  expect(await blog.listAddresses(here, 'tags', all)).toEqual([{ slug: 'news', changedAt: new Date(day(20)) }]);
  expect(slugsOf(await blog.listAddresses(here, 'authors', all)).sort()).toEqual(['fern', 'wren']);
  expect(slugsOf(await blog.listAddresses(here, 'posts', { page: 2, perPage: 2 }))).toEqual(['third']);
});

test('what names the address that it has here is not elsewhere, what names another is', async () => {
  const { blog } = under.services;
  const posts = [
    // The slug is taken, so it is called first-2 here.
    ghostPost('first', { canonical_url: 'https://new.example/first-2/' }),
    ghostPost('moved', { canonical_url: 'https://new.example/first/' }),
    ghostPost('ours', { canonical_url: `http://${here}/ours` }),
    ghostPost('theirs', { canonical_url: `https://${here.replace('.', '-')}/theirs/` }),
  ];
  await blog.importGhost(operator, 'https://new.example', { posts });
  expect(await under.rows(`select slug, canonical_url from posts where canonical_url is not null order by 1`)).toEqual([
    { slug: 'first-2', canonical_url: '/first-2/' },
    { slug: 'moved', canonical_url: '/first/' },
    { slug: 'ours', canonical_url: `http://${here}/ours` },
    { slug: 'theirs', canonical_url: `https://${here.replace('.', '-')}/theirs/` },
  ]);
  const listed = slugsOf(await blog.listAddresses(here, 'posts', { page: 1, perPage: 20 }));
  expect(['first-2', 'ours', 'moved', 'theirs'].map((slug) => listed.includes(slug))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect((await blog.countAddresses(here)).posts).toBe(listed.length);
});
