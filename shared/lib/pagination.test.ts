import { expect, test } from '@jest/globals';
import { presentPagination } from './pagination.js';

test('pages name their neighbours, and the first has the address of the list', () => {
  expect(presentPagination(1, 1)).toBeNull();
  expect(presentPagination(1, 0)).toBeNull();
  expect(presentPagination(2, 3)).toEqual({
    words: 'Page 2 of 3',
    newer: '/',
    older: '/?page=3',
    pages: [
      { number: 1, href: '/', isCurrent: false },
      { number: 2, href: '/?page=2', isCurrent: true },
      { number: 3, href: '/?page=3', isCurrent: false },
    ],
  });
  expect(presentPagination(50, 99)?.pages.map((page) => page.number)).toEqual([1, 48, 49, 50, 51, 52, 99]);
  expect(presentPagination(2, 2, '/posts')?.newer).toBe('/posts');
  expect(presentPagination(1, 2, '/posts')?.older).toBe('/posts?page=2');
});
