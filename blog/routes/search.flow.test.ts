import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ghostPost, ghostTag } from '@rose-ash/shared/testing/ghost-answers';
import { startHouseUnderTest, type HouseUnderTest } from '@rose-ash/shared/testing/house-under-test';
import { importAnswers } from '@rose-ash/shared/testing/import-answers';
import { roomsOf } from '@rose-ash/shared/testing/room-of';

let house: HouseUnderTest<'blog' | 'market'>;

beforeAll(async () => {
  house = await startHouseUnderTest(await roomsOf('blog', 'market'));
  const posts = Array.from({ length: 12 }, (_, index) =>
    ghostPost(`bread-${index}`, {
      ...{ title: `Bread & butter <${index}>`, html: '<p>Flour &lt;script&gt; water.</p>', tags: [ghostTag('bread')] },
      authors: [],
    }),
  );
  await importAnswers(house.databaseUrl, 'https://old.example', { posts });
});

afterAll(() => house.stop());

const ask = (path: string) => house.apps.blog.ask(path);

test('every page of every site asks the blog', async () => {
  for (const app of [house.apps.blog, house.apps.market]) {
    expect((await app.ask('/')).text).toMatch(
      /<form class="find" action="http:\/\/blog\.[^"]+\/search" role="search" aria-label="[^"]+">/,
    );
  }
});

test('what is found is marked, in pages, and nothing in it is taken for HTML', async () => {
  const { text, status } = await ask('/search?q=butter');
  expect(status).toBe(200);
  expect(text).toContain('Bread &amp; <mark>butter</mark> &lt;');
  expect(text).toContain('12 things found, page 1 of 2');
  expect(text).toContain('href="/search?q=butter&amp;page=2"');
  expect(text).toContain('<meta name="robots" content="noindex">');
  expect((await ask('/search?q=butter&page=2')).text).toContain('page 2 of 2');
  expect((await ask('/search?q=butter&page=3')).status).toBe(404);
});

test('a misspelt question is mended and says so', async () => {
  const { text } = await ask('/search?q=buter');
  expect(text).toContain('Nothing says “buter”.');
  expect(text).toContain('“butter”');
  expect(text).toContain('href="/search?q=butter&amp;page=2"');
});

test('a question that finds nothing, or none at all, leads on', async () => {
  const { text } = await ask(`/search?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
  expect(text).toContain('Nothing here says “&lt;img');
  expect(text).not.toContain('<img src=x');
  expect(text).toContain('href="/tag/bread/"');
  expect((await ask('/search')).text).toContain('href="/archive/"');
  expect((await ask('/search?q=a&q=b')).status).toBe(200);
});

test('an address that leads nowhere offers to search', async () => {
  const { status, text } = await house.apps.market.ask('/nothing/here', { headers: { accept: 'text/html' } });
  expect(status).toBe(404);
  expect(text).toMatch(/<form class="search-form" action="http:\/\/blog\.[^"]+\/search"/);
});
