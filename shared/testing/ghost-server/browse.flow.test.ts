import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request } from 'undici';
import { askGhost, listOf } from './ask-ghost.js';
import { startGhostServer, type GhostServer } from './start-ghost-server.js';

let ghost: GhostServer;

const slugs = async (query: string) =>
  (await listOf<{ slug: string }>(ghost, `/posts/?${query}`)).map(({ slug }) => slug);
const filtered = async (filter: string) => (await slugs(`fields=slug&filter=${encodeURIComponent(filter)}`)).sort();

describe('five posts, one of each kind and second', () => {
  beforeAll(async () => {
    ghost = await startGhostServer({ at: '2026-11-23T07:00:00Z' });
    const { operations, clock } = ghost;
    operations.createPost({ title: 'Out', status: 'published', tags: ['News'] });
    clock.advance(1000);
    operations.createPost({ title: 'Draft', tags: ['#inner'] });
    clock.advance(1000);
    operations.createPost({ title: 'Later', status: 'scheduled', published_at: '2026-12-01T00:00:00.000Z' });
    operations.createPost({ title: 'Mailed', status: 'sent', featured: true });
    operations.createPage({ title: 'A page', status: 'published' });
  });
  afterAll(() => ghost.stop());

  test('without a status, all four come; scheduled and drafts in front', async () => {
    expect(await slugs('')).toEqual(['later', 'draft', 'out', 'mailed']);
  });

  test.each([
    ["updated_at:>='2026-11-23 07:00:01'", ['draft', 'later', 'mailed']],
    ["updated_at:>'2026-11-23 07:00:01'", ['later', 'mailed']],
    ['status:[draft,published]', ['draft', 'out']],
    ['status:-draft+featured:true', ['mailed']],
    ['tag:news', ['out']],
    ['tag:hash-inner,status:sent', ['draft', 'mailed']],
    ["title:~^'La'", ['later']],
    ['published_at:null', ['draft']],
    ["(status:draft,status:sent)+title:~'ail'", ['mailed']],
  ])('%s', async (filter, found) => {
    expect(await filtered(filter)).toEqual(found);
  });

  test('tags, users, tiers and members are filtered by their columns', async () => {
    ghost.operations.createMember({ email: 'ann@example.test' });
    expect(await listOf(ghost, '/tags/?filter=visibility:internal')).toMatchObject([{ slug: 'hash-inner' }]);
    expect(await listOf(ghost, '/users/?filter=slug:rose')).toHaveLength(1);
    expect(await listOf(ghost, '/tiers/?filter=type:paid')).toHaveLength(1);
    expect(await listOf(ghost, '/members/?filter=status:free')).toHaveLength(1);
  });

  test('ids in a list', async () => {
    const ids = [...ghost.world.texts.values()].filter(({ kind }) => kind === 'post').map(({ id }) => id);
    expect(await filtered(`id:['${ids[0]}','${ids[2]}','ffffffffffffffffffffffff']`)).toEqual(['later', 'out']);
  });

  test('an ISO time finds nothing of its day, where the same time with a space does', async () => {
    expect(await filtered("updated_at:>='2026-11-23T07:00:00.000Z'")).toEqual([]);
    expect(await filtered("updated_at:>='2026-11-23 07:00:00'")).toHaveLength(4);
  });

  test('a filter that cannot be read is 400', async () => {
    expect((await askGhost(ghost, '/posts/?filter=status:')).status).toBe(400);
    expect((await askGhost(ghost, '/posts/?filter=(status:draft')).status).toBe(400);
  });

  test('html is absent until it is asked for, and so is plaintext', async () => {
    const [plain] = await listOf(ghost, '/posts/?limit=1');
    expect(plain).toMatchObject({ lexical: expect.any(String), mobiledoc: null });
    expect(plain).not.toHaveProperty('html');
    const [asked] = await listOf(ghost, '/posts/?limit=1&formats=html,plaintext');
    expect(asked).toMatchObject({ html: expect.any(String), plaintext: expect.any(String) });
    expect(asked).not.toHaveProperty('lexical');
  });

  test('fields leave out the rest', async () => {
    const [post] = await listOf(ghost, '/posts/?fields=id,url&limit=1');
    expect(Object.keys(post ?? {}).sort()).toEqual(['id', 'url']);
  });

  test('drafts live under their uuid, internal tags nowhere', async () => {
    const [draft] = await listOf<{ uuid: string; url: string; tags: [{ url: string }]; primary_tag: unknown }>(
      ghost,
      '/posts/?filter=status:draft',
    );
    expect(draft?.url).toBe(`${ghost.origin}/p/${draft?.uuid}/`);
    expect(draft?.tags[0].url).toBe(`${ghost.origin}/404/`);
    expect(draft?.primary_tag).toBeNull();
  });

  test('the search index has posts of every status in one answer', async () => {
    const rows = await listOf<{ status: string }>(ghost, '/search-index/posts/');
    expect(rows.map(({ status }) => status).sort()).toEqual(['draft', 'published', 'scheduled', 'sent']);
    expect(await listOf(ghost, '/search-index/pages/')).toHaveLength(1);
  });

  test('settings hold the navigation as JSON in a string', async () => {
    const settings = await listOf<{ key: string; value: string }>(ghost, '/settings/');
    const navigation = settings.find(({ key }) => key === 'navigation');
    expect(JSON.parse(navigation?.value ?? '')).toEqual([{ label: 'Home', url: '/' }]);
  });
});

describe('many posts in the same second', () => {
  beforeAll(async () => {
    ghost = await startGhostServer({ at: '2026-11-23T07:00:00Z' });
    for (let count = 0; count < 230; count += 1) {
      ghost.operations.createPost({ title: `Post ${count}` });
      if (count === 120) ghost.clock.advance(1000);
    }
  });
  afterAll(() => ghost.stop());

  test.each([
    ['', 15],
    ['limit=7', 7],
    ['limit=5000', 100],
    ['limit=all', 100],
  ])('%s gives %i, without a word', async (query, count) => {
    expect(await slugs(query)).toHaveLength(count);
  });

  test('says where the page lies', async () => {
    const { body } = await askGhost(ghost, '/posts/?limit=100&page=3');
    expect((body as { meta: unknown }).meta).toEqual({
      pagination: { page: 3, limit: 100, pages: 3, total: 230, next: null, prev: 2 },
    });
  });

  test('keyset paging by updated_at and id meets each post once', async () => {
    const met: string[] = [];
    let filter = '';
    for (;;) {
      const query = `limit=100&fields=id,updated_at&order=${encodeURIComponent('updated_at asc,id asc')}${filter}`;
      const page = await listOf<{ id: string; updated_at: string }>(ghost, `/posts/?${query}`);
      const last = page.at(-1);
      if (!last) break;
      met.push(...page.map(({ id }) => id));
      const time = last.updated_at.replace('T', ' ').slice(0, 19);
      filter = `&filter=${encodeURIComponent(`updated_at:>'${time}',(updated_at:'${time}'+id:>'${last.id}')`)}`;
    }
    expect(met).toHaveLength(230);
    expect(new Set(met).size).toBe(230);
  });
});

describe('ten thousand posts and one', () => {
  beforeAll(async () => {
    ghost = await startGhostServer();
    for (let count = 0; count < 10_001; count += 1) ghost.operations.createPost({ title: `Post ${count}` });
  });
  afterAll(() => ghost.stop());

  test('the search index ends after 10,000, without a word', async () => {
    const { length } = await listOf(ghost, '/search-index/posts/');
    expect(length).toBe(10_000);
  });
});

describe('conditional reads', () => {
  beforeAll(async () => {
    ghost = await startGhostServer();
  });
  afterAll(() => ghost.stop());

  test('a known ETag is 304, unless no-cache comes along', async () => {
    const first = await askGhost(ghost, '/posts/');
    const etag = String(first.headers['etag']);
    expect(etag).toMatch(/^W\/"[0-9a-f]+-.{27}"$/);
    expect(first.headers).toMatchObject({ 'content-version': 'v6.65', vary: 'Accept-Version, Accept-Encoding' });
    const again = await askGhost(ghost, '/posts/', { headers: { 'if-none-match': etag } });
    expect(again).toMatchObject({ status: 304, body: undefined });
    const noCache = { 'if-none-match': etag, 'cache-control': 'no-cache' };
    expect((await askGhost(ghost, '/posts/', { headers: noCache })).status).toBe(200);
  });

  test('so the fetch of Node never gets a 304', async () => {
    const url = `${ghost.origin}/ghost/api/admin/site/`;
    const etag = String((await request(url)).headers['etag']);
    expect((await request(url, { headers: { 'if-none-match': etag } })).statusCode).toBe(304);
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });
});
