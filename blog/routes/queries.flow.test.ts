import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ghostAuthor, ghostPost, ghostTag } from '@rose-ash/shared/testing/ghost-answers';
import { startHouseUnderTest, type HouseUnderTest } from '@rose-ash/shared/testing/house-under-test';
import { importAnswers } from '@rose-ash/shared/testing/import-answers';
import { roomsOf } from '@rose-ash/shared/testing/room-of';

/** How often each page of the blog asks the database, when nothing of it is kept, with two posts and with sixty. */

type House = HouseUnderTest<'blog'>;

let few: House;
let many: House;

const tags = ['news', 'bread', 'seeds'].map((slug) => ghostTag(slug));
const authors = ['wren', 'fern', 'tern'].map((slug) => ghostAuthor(slug));
const post = (index: number) =>
  ghostPost(`post-${index}`, {
    ...{ html: '<p>A word about bread.</p>', tags, authors },
    published_at: new Date(Date.UTC(2026, 9, 1, 0, index)).toISOString(),
  });

async function houseOf(posts: number): Promise<House> {
  const house = await startHouseUnderTest(await roomsOf('blog'));
  await importAnswers(
    house.databaseUrl,
    'https://old.example',
    { posts: Array.from({ length: posts }, (_, index) => post(index)) },
    { pages: [ghostPost('about', { tags: [], authors })] },
  );
  // The menu stands on every page, and is kept after the first.
  await house.apps.blog.ask('/search');
  return house;
}

beforeAll(async () => {
  few = await houseOf(2);
  many = await houseOf(60);
});

afterAll(async () => {
  await few.stop();
  await many.stop();
});

/** Reads of the first visit. */
async function reads(house: House, path: string): Promise<number> {
  let status = 0;
  const { blog } = await house.readsDuring(async () => {
    ({ status } = await house.apps.blog.ask(path));
  });
  expect([path, status]).toEqual([path, 200]);
  return blog.length;
}

test.each([
  // What leads, and the others with how many there are. What the other sites show is counted where they show it.
  ['/', 2],
  ['/post-0/', 1],
  ['/about/', 1],
  ['/tag/bread/', 2],
  ['/author/fern/', 2],
  ['/archive/', 2],
  ['/search?q=bread', 2],
  // Nothing found, twice nothing to show; which words are known, what is nearest, and again.
  ['/search?q=bred', 5],
  ['/rss/', 1],
  ['/tag/bread/atom.xml', 2],
  ['/author/fern/feed.json', 2],
  ['/sitemap.xml', 6],
  ['/sitemap-posts.xml', 1],
])('%s asks %d times, for two posts and for sixty', async (path, times) => {
  expect([await reads(few, path), await reads(many, path)]).toEqual([times, times]);
});

test('a later page is one list', async () => {
  expect(await reads(many, '/?page=2')).toBe(1);
  expect(await reads(many, '/?page=5')).toBe(1);
});

test('the second time a stranger asks, nothing is read', async () => {
  for (const path of ['/', '/post-1/', '/tag/news/', '/rss/']) {
    await many.apps.blog.ask(path);
    expect([path, (await many.readsDuring(() => many.apps.blog.ask(path))).blog]).toEqual([path, []]);
  }
});
