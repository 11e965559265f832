import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ghostAuthor, ghostPost, ghostTag } from '@rose-ash/shared/testing/ghost-answers';
import { startHouseUnderTest, type HouseUnderTest } from '@rose-ash/shared/testing/house-under-test';
import { importAnswers } from '@rose-ash/shared/testing/import-answers';
import { roomsOf } from '@rose-ash/shared/testing/room-of';

let house: HouseUnderTest<'blog'>;

beforeAll(async () => {
  house = await startHouseUnderTest(await roomsOf('blog'));
  const seeds = ghostTag('seeds', { name: 'Seeds & <jars>', description: 'What we keep.' });
  const fern = ghostAuthor('fern', { name: 'Fern', bio: 'Counts jars.', website: 'https://www.fern.example/x' });
  const posts = Array.from({ length: 14 }, (_, index) =>
    ghostPost(`jar-${index + 1}`, {
      ...{ title: `Jar ${index + 1}`, tags: [seeds], authors: [fern] },
      published_at: `2026-${index < 7 ? '09' : '10'}-${String(index + 1).padStart(2, '0')}T10:00:00.000Z`,
    }),
  );
  const before = { updated_at: '2026-11-01T09:00:00.000Z' };
  const named = { tags: [{ ...seeds, ...before, slug: 'jars' }], users: [{ ...fern, ...before, slug: 'the-fern' }] };
  await importAnswers(house.databaseUrl, 'https://old.example', { tags: named.tags });
  await importAnswers(house.databaseUrl, 'https://old.example', { users: named.users });
  const draft = ghostPost('unsaid', { status: 'draft', tags: [], authors: [ghostAuthor('robin')] });
  const users = [ghostAuthor('keeper', { name: 'Keeper', bio: 'Pays the bills.' })];
  await importAnswers(house.databaseUrl, 'https://old.example', { posts: [...posts, draft] }, { users });
});

afterAll(() => house.stop());

const ask = (path: string) => house.apps.blog.ask(path);

test('a tag has a page with its words and its posts, in pages', async () => {
  const first = await ask('/tag/seeds/');
  expect(first.text).toContain('<h1>Seeds &amp; &lt;jars&gt;</h1>');
  expect(first.text).toContain('What we keep.');
  expect(first.text).toContain('14 posts, page 1 of 2');
  expect(first.text).toContain('Jar 14');
  expect(first.text).toMatch(/rel="canonical" href="[^"]+\/tag\/seeds\/"/);
  const second = await ask('/tag/seeds/?page=2');
  expect(second.text).toContain('Jar 1<');
  expect((await ask('/tag/seeds/?page=3')).status).toBe(404);
  expect((await ask('/tag/none/')).status).toBe(404);
});

test('an author has a page that says who they are', async () => {
  const { text } = await ask('/author/fern/');
  expect(text).toContain('<h1>Fern</h1>');
  expect(text).toContain('Counts jars.');
  expect(text).toContain('<a href="https://www.fern.example/x" rel="nofollow noopener">fern.example</a>');
});

test.each(['keeper', 'robin'])('%s of the staff, who has published nothing, has none', async (slug) => {
  for (const path of ['/', '/rss/', '/feed.json']) expect((await ask(`/author/${slug}${path}`)).status).toBe(404);
});

test('the archive has all by month, and the subjects', async () => {
  const { text } = await ask('/archive/');
  expect(text.indexOf('October 2026')).toBeLessThan(text.indexOf('September 2026'));
  expect(text.match(/<li><time/g)).toHaveLength(14);
  expect(text).toContain('href="/tag/seeds/"');
});

test.each(['/tag/seeds', '/author/fern', '/archive'])('%s leads to the address with a slash', async (path) => {
  const { status, headers } = await ask(`${path}?page=2`);
  expect([status, headers['location']]).toEqual([301, `${path}/?page=2`]);
});

test.each([
  ['/page/2/', '/?page=2'],
  ['/page/2', '/?page=2'],
  ['/page/2/?from=a-letter', '/?page=2&from=a-letter'],
  ['/page/1/', '/'],
  ['/tag/seeds/page/2/', '/tag/seeds/?page=2'],
  ['/author/fern/page/2/', '/author/fern/?page=2'],
  ['/feed/', '/rss/'],
  ['/search/?q=jar', '/search?q=jar'],
  ['/tag/seeds/feed', '/tag/seeds/rss/'],
  ['/author/fern/feed/', '/author/fern/rss/'],
])('%s, as a Ghost or a hand may have it, leads to %s', async (was, is) => {
  const { status, headers } = await ask(was);
  expect([status, headers['location']]).toEqual([301, is]);
  expect((await ask(is)).status).toBe(200);
});

test.each(['/page/', '/page/0/', '/page/two/', '/page/2/3/', '/tag/seeds/page/-1/'])('%s is nowhere', async (path) => {
  expect((await ask(path)).status).toBe(404);
});

test.each([
  ['/tag/jars', '/tag/seeds'],
  ['/author/the-fern', '/author/fern'],
])('what was at %s is at %s, its pages and its feeds', async (was, is) => {
  for (const path of ['/', '/?page=2', '/rss/', '/atom.xml', '/feed.json']) {
    const { status, headers } = await ask(was + path);
    expect([status, headers['location']]).toEqual([301, is + path]);
    expect((await ask(is + path)).status).toBe(200);
  }
  for (const path of ['/', '/rss/']) expect((await ask(`${was}-not${path}`)).status).toBe(404);
});

test('a post links to its author, its subject and its neighbours', async () => {
  const { text } = await ask('/jar-7/');
  expect(text).toContain('<a href="/author/fern/" rel="author">Fern</a>');
  expect(text).toContain('href="/tag/seeds/" rel="tag"');
  expect(text).toMatch(/href="\/jar-6\/" rel="prev"/);
  expect(text).toMatch(/href="\/jar-8\/" rel="next"/);
});

test('each page asks as often for many posts as for one', async () => {
  const count = async (path: string) => {
    const headers = { cookie: 'rose_basket=none' };
    const reads = await house.readsDuring(() => house.apps.blog.ask(path, { headers }));
    return reads.blog.length;
  };
  expect(await count('/tag/seeds/?page=2')).toBe(2);
  expect(await count('/author/fern/?page=2')).toBe(2);
  expect(await count('/archive/?page=1')).toBe(2);
  expect(await count('/jar-9/')).toBe(1);
});
