import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { appNames, type AppName } from '@rose-ash/shared/contracts/apps';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { ghostPost, ghostTag } from '@rose-ash/shared/testing/ghost-answers';
import { startHouseUnderTest, type HouseUnderTest } from '@rose-ash/shared/testing/house-under-test';
import { importAnswers } from '@rose-ash/shared/testing/import-answers';
import { roomsOf } from '@rose-ash/shared/testing/room-of';
import { faultsOf } from '@rose-ash/shared/testing/well-formed';

let house: HouseUnderTest<AppName>;

const price = { minor: 380, currency: 'GBP' };

beforeAll(async () => {
  house = await startHouseUnderTest(await roomsOf(...appNames));
  await importAnswers(
    house.databaseUrl,
    'https://old.example',
    {
      posts: [
        ghostPost('flour & water', { slug: 'flour-&-water', tags: [ghostTag('news')] }),
        ghostPost('secret', { status: 'sent', tags: [ghostTag('inner')], authors: [] }),
      ],
    },
    { pages: [ghostPost('rules', { tags: [], authors: [] })] },
  );
  await house.fill(async ({ market, events }) => {
    await market.saveProduct(operator, { slug: 'loaf', name: 'Loaf', unit: 'loaf', onHand: 3, price });
    await market.saveProduct(operator, { slug: 'gone', name: 'Gone', unit: 'loaf', onHand: 3, price });
    await market.withdrawProduct(operator, 'gone');
    await events.saveCalendar(operator, { slug: 'hall', title: 'The hall' });
    const entry = { calendar: 'hall', zone: 'Europe/London', place: 'Hall' };
    const [startsAt, endsAt] = [new Date('2999-12-12T19:30:00Z'), new Date('2999-12-12T23:00:00Z')];
    await events.saveEntry(operator, { ...entry, slug: 'ceilidh', title: 'Ceilidh', startsAt, endsAt });
    const past = { startsAt: new Date('2020-01-01T10:00:00Z'), endsAt: new Date('2020-01-01T11:00:00Z') };
    await events.saveEntry(operator, { ...entry, ...past, slug: 'over', title: 'Over' });
  });
});

afterAll(() => house.stop());

interface Url {
  loc: string;
  lastmod?: string;
}

const parser = new XMLParser({ isArray: (name) => ['url', 'sitemap'].includes(name) });

async function read(app: AppName, path: string): Promise<Url[]> {
  const { status, headers, text } = await house.apps[app].ask(path);
  expect([path, status, headers['content-type']]).toEqual([path, 200, 'application/xml; charset=utf-8']);
  expect(faultsOf(text)).toEqual([]);
  const { urlset, sitemapindex } = parser.parse(text) as { urlset?: { url: Url[] }; sitemapindex?: { sitemap: Url[] } };
  return urlset?.url ?? sitemapindex?.sitemap ?? [];
}

const urls = () => house.apps.blog.config.urls;

test('the index names maps of all six sites, and each of them is there', async () => {
  const maps = (await read('blog', '/sitemap.xml')).map(({ loc }) => loc);
  expect(maps).toHaveLength(9);
  const listed: string[] = [];
  for (const map of maps) {
    const { origin, pathname } = new URL(map);
    const app = appNames.find((name) => urls()[name] === origin)!;
    listed.push(...(await read(app, pathname)).map(({ loc }) => loc));
  }
  const { blog, market, events, cart, federation, account } = urls();
  expect(listed.sort()).toEqual(
    [
      ...['/', '/archive/', '/rules/', '/flour-%26-water/', '/tag/news/', '/author/wren/'].map((path) => blog + path),
      ...[`${market}/`, `${market}/products/loaf`, `${events}/`, `${events}/entries/ceilidh`],
      ...[`${cart}/`, `${federation}/`, `${account}/`],
    ].sort(),
  );
});

test('every address listed answers, and says when it changed', async () => {
  const found = await read('blog', '/sitemap-posts.xml');
  expect(found).toEqual([{ loc: `${urls().blog}/flour-%26-water/`, lastmod: '2026-11-02T09:00:00.000Z' }]);
  for (const { loc } of found) expect((await house.apps.blog.ask(new URL(loc).pathname)).status).toBe(200);
});

test.each([
  '/sitemap-posts-2.xml',
  '/sitemap-posts-1.xml',
  '/sitemap-none.xml',
  '/sitemap-posts-x.xml',
  '/sitemap-.xml',
])('the blog has no %s', async (path) => expect((await house.apps.blog.ask(path)).status).toBe(404));

test.each(['/sitemap-1.xml', '/sitemap-2.xml', '/sitemap-x.xml'])('the market has no %s', async (path) => {
  expect((await house.apps.market.ask(path)).status).toBe(404);
});

test('the index takes six reads, a map one, and the second time none', async () => {
  const reads = async (path: string, headers = {}) =>
    (await house.readsDuring(() => house.apps.blog.ask(path, { headers }))).blog.length;
  const known = { cookie: 'sid=somebody' };
  expect(await reads('/sitemap.xml', known)).toBe(6);
  expect(await reads('/sitemap-tags.xml', known)).toBe(1);
  await reads('/sitemap-tags.xml');
  expect(await reads('/sitemap-tags.xml')).toBe(0);
});

describe('beside them', () => {
  test.each(appNames)('%s keeps search engines out of an install that is not public', async (app) => {
    const { status, headers, text } = await house.apps[app].ask('/robots.txt');
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(text).toBe('User-agent: *\nDisallow: /\n');
  });

  test.each(appNames)('%s has a manifest, and every icon that it names is what it says', async (app) => {
    const { headers, json } = await house.apps[app].ask('/manifest.webmanifest');
    expect(headers['content-type']).toMatch(/^application\/manifest\+json\b/);
    const { name, start_url, icons } = json() as { name: string; start_url: string; icons: { src: string }[] };
    expect(name).toMatch(/Rose Ash$/);
    expect([start_url, icons.length]).toEqual(['/', 3]);
    for (const path of [...icons.map(({ src }) => src), '/favicon.ico', '/apple-touch-icon.png']) {
      const icon = await house.apps[app].ask(path);
      expect([path, icon.status]).toEqual([path, 200]);
      expect(icon.headers['content-type']).toBe(path.endsWith('.ico') ? 'image/x-icon' : 'image/png');
    }
  });
});
