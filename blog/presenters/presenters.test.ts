import { expect, test } from '@jest/globals';
import type { PostDto } from '@rose-ash/shared/contracts/dtos/blog';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentHome } from './home.js';
import { presentPost } from './post.js';

const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/London' });
const prints = { bread: 'loaf' };
const now = new Date('2026-11-25T12:00:00Z');

const post: PostDto = {
  id: '0190',
  kind: 'post',
  slug: 'flour & water',
  title: 'Flour and water',
  excerpt: 'Two things and time.',
  standfirst: '',
  featured: false,
  publishedAt: new Date('2026-06-30T23:30:00Z'),
  readingMinutes: 1,
  picture: null,
  authors: [],
  tags: [],
  html: '<p>Two things and time.</p>',
  outline: [],
  updatedAt: now,
  headed: true,
};

const home = (posts: PostDto[], page = 1, pages = 1) =>
  presentHome({ items: posts, page, pages, total: posts.length }, now, format, prints);

test('the first post leads the first page only', () => {
  expect(home([post, post])).toMatchObject({
    today: 'Wednesday 25 November',
    isFront: true,
    more: [{}],
    pagination: null,
  });
  expect(home([post, post]).lead?.title).toBe('Flour and water');
  expect(home([post, post], 2, 3)).toMatchObject({ lead: null, isFront: false, more: [{}, {}] });
  expect(home([])).toMatchObject({ lead: null, more: [], pagination: null });
});

test('a card has its address, day and minutes in words', () => {
  expect(home([post]).lead).toEqual({
    href: '/flour%20%26%20water/',
    title: 'Flour and water',
    excerpt: 'Two things and time.',
    authors: '',
    date: { iso: '2026-06-30T23:30:00.000Z', text: '1 July 2026' },
    minutes: '1 minute',
    picture: null,
  });
});

test('a post wears its own picture, else the print of a tag, else none', () => {
  const tags = [
    { slug: 'constructor', name: 'Constructor' },
    { slug: 'bread', name: 'Bread' },
  ];
  const own = { src: 'https://a.example/b.png', alt: 'A loaf', caption: 'By us' };
  expect(presentPost({ ...post, tags }, format, prints).picture).toEqual({
    print: 'img/prints/loaf.svg',
    alt: '',
    caption: '',
  });
  expect(presentPost({ ...post, tags, picture: own }, format, prints).picture).toEqual({ ...own });
  expect(presentPost(post, format, prints).picture).toBeNull();
});

test('a page has no day, and one that heads itself no picture', () => {
  const page = presentPost(
    { ...post, kind: 'page', headed: false, tags: [{ slug: 'bread', name: 'Bread' }] },
    format,
    prints,
  );
  expect(page).toMatchObject({ meta: null, isHeaded: false, picture: null, tags: ['Bread'] });
});

test('the large letter is for long texts', () => {
  expect(presentPost(post, format, prints).isLong).toBe(false);
  expect(presentPost({ ...post, readingMinutes: 3 }, format, prints).isLong).toBe(true);
});
