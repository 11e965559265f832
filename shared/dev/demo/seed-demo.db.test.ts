import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withServices } from '../../cli/with-services.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { seedDemo } from './seed-demo.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

test('the demo is worth reading, and says nothing to strangers that is not theirs', async () => {
  expect(await seedDemo(database.url)).toEqual({ sentence: 'Demo content: 11 posts and 2 pages.' });
  await withServices(database.url, async ({ blog }) => {
    const list = await blog.listPosts(null, { page: 1, perPage: 100 });
    expect(list.total).toBe(9);
    expect(list.posts.at(-1)?.slug).toBe('every-card');
    for (const { slug, excerpt, authors, tags } of list.posts) {
      expect({ slug, excerpt }).toEqual({ slug, excerpt: expect.stringMatching(/\S/) });
      expect(authors.length).toBeGreaterThan(0);
      expect(tags.map((tag) => tag.slug).join()).not.toContain('hash-');
      const post = await blog.findPost(null, slug);
      expect(post?.html).not.toMatch(/<script|<svg|style=|127\.0\.0\.1:2368\/(?!content)/);
    }
    for (const slug of ['about', 'rules']) expect((await blog.findPost(null, slug))?.kind).toBe('page');
    for (const slug of ['christmas-opening-hours', 'accounts-to-the-end-of-september']) {
      expect(await blog.findPost(null, slug)).toBeNull();
    }
  });
});

test('a second time changes nothing', async () => {
  expect(await seedDemo(database.url)).toEqual({ sentence: 'The demo content was there already.' });
});

test('production gets no demo', async () => {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await expect(seedDemo(database.url)).rejects.toThrow('NODE_ENV is production');
  process.env['NODE_ENV'] = before;
});
