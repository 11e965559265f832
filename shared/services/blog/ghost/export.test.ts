import { expect, test } from '@jest/globals';
import { readAnswer } from './answer.js';

const site = 'https://old.example';

const stamps = { created_at: '2026-11-01 09:00:00', updated_at: '2026-11-02 09:00:00' };

const post = (id: string, more = {}) => ({
  ...{
    id,
    uuid: id,
    title: id,
    slug: id,
    html: null,
    lexical: null,
    mobiledoc: null,
    type: 'post',
    status: 'published',
  },
  ...{
    visibility: 'public',
    featured: 0,
    show_title_and_feature_image: 1,
    published_at: '2026-11-02 10:00:00',
    ...stamps,
  },
  ...more,
});

const data = {
  posts: [
    post('bread', {
      feature_image: '__GHOST_URL__/content/a.png',
      featured: 1,
      codeinjection_head: '<script>x</script>',
    }),
    post('rules', { type: 'page', show_title_and_feature_image: 0, html: '<p>__GHOST_URL__/x</p>' }),
    post('later', { status: 'scheduled', visibility: 'members' }),
  ],
  posts_meta: [{ id: 'm1', post_id: 'bread', og_title: 'Bread!', feature_image_alt: 'A loaf', meta_title: null }],
  tags: [
    { id: 't1', name: 'News', slug: 'news', visibility: 'public', ...stamps },
    { id: 't2', name: '#rail', slug: 'hash-rail', ...stamps },
  ],
  posts_tags: [
    { id: 'a', post_id: 'bread', tag_id: 't2', sort_order: 1 },
    { id: 'b', post_id: 'bread', tag_id: 't1', sort_order: 0 },
    { id: 'c', post_id: 'bread', tag_id: 'gone', sort_order: 2 },
  ],
  users: [{ id: 'u1', name: 'Wren', slug: 'wren', email: 'wren@rose-ash.test', password: '$2a$10$x', ...stamps }],
  posts_authors: [{ id: 'd', post_id: 'bread', author_id: 'u1', sort_order: 0 }],
  settings: [{ key: 'navigation', value: '[{"label":"Home","url":"/"},{"label":"About","url":"/about/"}]' }],
};

const whole = { db: [{ meta: { version: '6.65.0' }, data }] };

test('an export is posts and pages with their tags, authors and words for machines', () => {
  const { posts, pages, tags, authors } = readAnswer(whole, site);
  expect(posts.map(({ slug, status }) => [slug, status])).toEqual([
    ['bread', 'published'],
    ['later', 'scheduled'],
  ]);
  expect(pages.map(({ slug, show_title_and_feature_image: isHeaded }) => [slug, isHeaded])).toEqual([['rules', false]]);
  expect(posts[0]).toMatchObject({ featured: true, og_title: 'Bread!', feature_image_alt: 'A loaf' });
  expect(posts[0]?.tags?.map(({ slug, visibility }) => [slug, visibility])).toEqual([
    ['news', 'public'],
    ['hash-rail', 'internal'],
  ]);
  expect(posts[0]?.authors?.map(({ name }) => name)).toEqual(['Wren']);
  expect(posts[1]).toMatchObject({ visibility: 'members', tags: [], authors: [] });
  expect([tags.length, authors.length]).toEqual([2, 1]);
});

test('times are UTC, and the site has its address', () => {
  const { posts, pages } = readAnswer(whole, site);
  expect(posts[0]?.published_at).toEqual(new Date('2026-11-02T10:00:00Z'));
  expect(posts[0]?.feature_image).toBe('https://old.example/content/a.png');
  expect(pages[0]?.html).toBe('<p>https://old.example/x</p>');
});

test('no password and no address of anybody is taken', () => {
  expect(JSON.stringify(readAnswer(whole, site))).not.toMatch(/\$2a|@rose-ash/);
});

test('what is not taken is said', () => {
  expect(readAnswer(whole, site).menu).toEqual([
    { label: 'Home', href: 'blog:/', children: [] },
    { label: 'About', href: 'blog:/about/', children: [] },
  ]);
});

test('the oldest exports count ids, flags and milliseconds, and know one author', () => {
  const old = {
    meta: { version: '003' },
    data: {
      posts: [{ ...post('1'), id: 1, type: undefined, page: 1, author_id: 7, created_at: 1_400_000_000_000 }],
      users: [{ id: 7, name: 'Wren', slug: 'wren' }],
    },
  };
  const { pages } = readAnswer(old, site);
  expect(pages[0]?.authors?.map(({ id }) => id)).toEqual(['7']);
  expect(pages[0]?.created_at).toEqual(new Date(1_400_000_000_000));
});
