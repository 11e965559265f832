import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { eventually } from '@rose-ash/shared/testing/eventually';
import { ghostAuthor, ghostPost, ghostTag } from '@rose-ash/shared/testing/ghost-answers';
import { startHouseUnderTest, type HouseUnderTest } from '@rose-ash/shared/testing/house-under-test';
import { importAnswers } from '@rose-ash/shared/testing/import-answers';
import { roomsOf } from '@rose-ash/shared/testing/room-of';
import { faultsOf } from '@rose-ash/shared/testing/well-formed';

let house: HouseUnderTest<'blog'>;

const title = `Bread ]]> & "jam" </title><script>alert(1)</script> \u0007\u{1f35e}`;
const shown = title.replace('\u0007', '');
const html =
  '<p>Read <a href="https://old.example/rules/?a=1&amp;b=2#x">the rules</a> &amp; come.</p><script>alert(2)</script><img onclick="alert(2)" src="https://pictures.example/loaf.jpg" alt="A loaf" />';

const day = (number: number) => `2026-10-${String(number).padStart(2, '0')}T10:00:00.000Z`;
const older = Array.from({ length: 24 }, (_, index) =>
  ghostPost(`older-${index + 1}`, { published_at: day(index + 1), updated_at: day(index + 1), tags: [], authors: [] }),
);

beforeAll(async () => {
  house = await startHouseUnderTest(await roomsOf('blog'));
  await importAnswers(house.databaseUrl, 'https://old.example', {
    posts: [
      ghostPost('bread', {
        ...{ title, html, custom_excerpt: 'Still <warm>.', feature_image: 'https://pictures.example/oven.jpg' },
        ...{ published_at: day(30), updated_at: '2026-11-03T09:00:00.000Z' },
        tags: [
          ghostTag('news', { name: 'News & more' }),
          ghostTag('hash-rail', { name: '#rail', visibility: 'internal' }),
        ],
        authors: [ghostAuthor('wren', { name: 'Wren' }), ghostAuthor('fern', { name: 'Fern <3' })],
      }),
      ...older,
      ghostPost('secret', {
        title: 'Secret',
        html: '<p>Unsaid.</p>',
        status: 'sent',
        tags: [],
        authors: [],
      }),
      ghostPost('draft', { title: 'Draft', status: 'draft', tags: [], authors: [] }),
    ],
  });
});

afterAll(() => house.stop());

const ask = (path: string, headers: Record<string, string> = {}) => house.apps.blog.ask(path, { headers });
const origin = () => house.apps.blog.config.urls.blog;
const isNewest = (slug: string | undefined) => expect(slug).toBe(`${origin()}/bread/`);

describe('RSS', () => {
  test('holds the twenty newest in full, whatever is in their titles', async () => {
    const { status, headers, text } = await ask('/rss/');
    expect([status, headers['content-type']]).toEqual([200, 'application/rss+xml; charset=utf-8']);
    expect(faultsOf(text)).toEqual([]);
    const feed = parseRssFeed(text);
    expect(feed).toMatchObject({ title: 'Rose Ash', link: `${origin()}/`, language: 'en-GB' });
    expect(feed.atom?.links).toMatchObject([{ href: `${origin()}/rss/`, rel: 'self' }]);
    expect(feed.items).toHaveLength(20);
    const [bread] = feed.items ?? [];
    isNewest(bread?.link);
    expect(bread).toMatchObject({ title: shown, description: 'Still <warm>.' });
    expect(bread?.guid).toMatchObject({ value: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/), isPermaLink: false });
    expect(bread?.categories?.map(({ name }) => name)).toEqual(['News & more']);
    expect(bread?.dc?.creators).toEqual(['Wren', 'Fern <3']);
    expect(new Date(bread?.pubDate ?? '')).toEqual(new Date(day(30)));
    expect(bread?.media?.contents).toMatchObject([{ url: 'https://pictures.example/oven.jpg', medium: 'image' }]);
    expect(bread?.content?.encoded).toContain(`<a href="${origin()}/rules/?a=1&amp;b=2#x">the rules</a> &amp; come.`);
  });

  test('never holds what is not published, nor scripts, nor internal tags', async () => {
    for (const path of ['/rss/', '/atom.xml', '/feed.json']) {
      expect((await ask(path)).text).not.toMatch(/Secret|Unsaid|Draft|#rail|onclick|alert\(2\)/);
    }
  });

  test('without the slash is sent to it', async () => {
    const { status, headers } = await ask('/rss?x=1');
    expect([status, headers['location']]).toEqual([301, '/rss/?x=1']);
  });
});

test('Atom', async () => {
  const { headers, text } = await ask('/atom.xml');
  expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  expect(faultsOf(text)).toEqual([]);
  const feed = parseAtomFeed(text);
  expect(feed).toMatchObject({ id: `${origin()}/atom.xml`, updated: '2026-11-03T09:00:00.000Z' });
  expect(feed.links).toMatchObject([
    { rel: 'self', href: `${origin()}/atom.xml` },
    { rel: 'alternate', href: `${origin()}/` },
  ]);
  const [bread] = feed.entries ?? [];
  isNewest(bread?.links?.find(({ rel }) => rel === 'alternate')?.href);
  expect(bread).toMatchObject({
    ...{ published: day(30), updated: '2026-11-03T09:00:00.000Z' },
    authors: [
      { name: 'Wren', uri: `${origin()}/author/wren/` },
      { name: 'Fern <3', uri: `${origin()}/author/fern/` },
    ],
    categories: [{ term: 'news', label: 'News & more' }],
  });
});

test('JSON Feed', async () => {
  const { headers, text } = await ask('/feed.json');
  expect(headers['content-type']).toBe('application/feed+json; charset=utf-8');
  const feed = parseJsonFeed(text) as { items: Record<string, unknown>[] };
  expect(JSON.parse(text)).toMatchObject({ version: 'https://jsonfeed.org/version/1.1' });
  expect(feed).toMatchObject({
    ...{ title: 'Rose Ash', home_page_url: `${origin()}/`, feed_url: `${origin()}/feed.json`, language: 'en-GB' },
  });
  expect(feed.items[0]).toMatchObject({ title, url: `${origin()}/bread/`, tags: ['News & more'] });
  expect(feed.items[0]?.['image']).toBe('https://pictures.example/oven.jpg');
  for (const item of feed.items) {
    expect(item).toMatchObject({ id: expect.any(String), content_html: expect.any(String) });
  }
  expect(new Set(feed.items.map(({ id }) => id)).size).toBe(20);
});

describe('asked again', () => {
  test('it says that nothing is new by its tag alone: what was taken back leaves no time behind', async () => {
    const { headers } = await ask('/atom.xml');
    const etag = String(headers['etag']);
    expect(etag).toMatch(/^"[^"]+"$/);
    expect(headers['last-modified']).toBeUndefined();
    expect(headers['cache-control']).toBe('public, max-age=300');
    expect(await ask('/atom.xml', { 'if-none-match': etag })).toMatchObject({ status: 304, text: '' });
    expect((await ask('/atom.xml', { 'if-none-match': '"other"' })).status).toBe(200);
    expect((await ask('/atom.xml', { 'if-modified-since': new Date().toUTCString() })).status).toBe(200);
    // Whoever is known is sent the same, though not from memory.
    const mine = { cookie: 'sid=somebody' };
    const again = await ask('/atom.xml', mine);
    expect(again.headers['cache-control']).toBe('public, max-age=300');
    expect((await ask('/atom.xml', { ...mine, 'if-none-match': String(again.headers['etag']) })).status).toBe(304);
  });

  test('HEAD tells how much there would be', async () => {
    const head = await house.apps.blog.ask('/rss/', { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(1000);
  });

  test('it asks the database once, and then not at all', async () => {
    const reads = async () => (await house.readsDuring(() => ask('/rss/'))).blog.length;
    // What was written before the tests may have tags forgotten once more by its activities.
    await eventually(reads, (count) => count === 0);
    expect((await house.readsDuring(() => ask('/rss/', { cookie: 'sid=somebody' }))).blog.length).toBe(1);
  });
});

describe('of a tag and of an author', () => {
  test.each([
    ['/tag/news/', 'News & more · Rose Ash'],
    ['/author/fern/', 'Fern <3 · Rose Ash'],
  ])('%s has feeds of its own', async (path, title) => {
    const rss = parseRssFeed((await ask(`${path}rss/`)).text);
    expect(rss).toMatchObject({ title, link: origin() + path });
    expect(rss.items?.map(({ link }) => link)).toEqual([`${origin()}/bread/`]);
    const atom = parseAtomFeed((await ask(`${path}atom.xml`)).text);
    expect(atom).toMatchObject({ id: `${origin()}${path}atom.xml`, title: { value: title } });
    const json = (await ask(`${path}feed.json`)).json();
    expect(json).toMatchObject({ title, feed_url: `${origin()}${path}feed.json`, items: [{}] });
    expect((await ask(`${path}rss`)).headers['location']).toBe(`${path}rss/`);
  });

  test.each(['/tag/hash-rail/rss/', '/tag/none/atom.xml', '/author/none/feed.json', '/tag/%00/rss/'])(
    '%s is not found',
    async (path) => expect((await ask(path)).status).toBe(404),
  );
});

test('the id outlives the address', async () => {
  const idOf = async () => (parseJsonFeed((await ask('/feed.json')).text) as { items: { id: string }[] }).items[0]?.id;
  const before = await idOf();
  const renamed = { ...ghostPost('bread'), slug: 'loaf', title, published_at: day(30), tags: [], authors: [] };
  expect(before).toMatch(/^urn:uuid:/);
  await importAnswers(house.databaseUrl, 'https://old.example', {
    posts: [{ ...renamed, updated_at: '2026-11-04T09:00:00.000Z' }],
  });
  const text = (await ask('/feed.json?fresh=1')).text;
  const [first] = (parseJsonFeed(text) as { items: { id: string; url: string }[] }).items;
  expect(first?.id).toBe(before);
});
