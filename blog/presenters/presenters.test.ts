import { expect, test } from '@jest/globals';
import type { PostPageDto } from '@rose-ash/shared/contracts/dtos/blog';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentCard } from './post-card.js';
import { presentPost } from './post.js';
import { presentEarlier } from './posts.js';

const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/London' });
const prints = { bread: 'loaf' };
const now = new Date('2026-11-25T12:00:00Z');

const nothing = { title: null, description: null, image: null };

const post: PostPageDto = {
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
  isTeaser: false,
  audience: 'everyone',
  headed: true,
  canonical: null,
  told: { search: nothing, link: nothing, twitter: nothing },
  neighbours: null,
};

test('a later page is a list with its pagination', () => {
  const list = { items: [post, post], page: 2, pages: 3, total: 30 };
  expect(presentEarlier(list, format, prints)).toMatchObject({ posts: [{}, {}], pagination: { newer: '/' } });
});

test('a card has its address, day and minutes in words', () => {
  expect(presentCard(post, format, prints)).toEqual({
    href: '/flour%20%26%20water/',
    title: 'Flour and water',
    excerpt: 'Two things and time.',
    authors: '',
    date: { iso: '2026-06-30T23:30:00.000Z', text: '1 July 2026' },
    minutes: '1 minute',
    audience: '',
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
  expect(page).toMatchObject({
    meta: null,
    isHeaded: false,
    picture: null,
    tags: [{ word: 'Bread', href: '/tag/bread/' }],
  });
});

test('the large letter is for long texts', () => {
  expect(presentPost(post, format, prints).isLong).toBe(false);
  expect(presentPost({ ...post, readingMinutes: 3 }, format, prints).isLong).toBe(true);
});
