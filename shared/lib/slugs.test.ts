import { expect, test } from '@jest/globals';
import { isSlug, slugify } from './slugs.js';

test.each([
  ['Potato & Leek Soup', 'potato-leek-soup'],
  ['  Hazel’s white  ', 'hazels-white'],
  ['Crème fraîche, ½ litre', 'creme-fraiche-1-2-litre'],
  ['Straße nach Łódź', 'strasse-nach-lodz'],
  ['!?', ''],
])('%s becomes %s', (words, slug) => {
  expect(slugify(words)).toBe(slug);
  expect(isSlug(slug)).toBe(slug !== '');
});

test('long words are cut, and what comes out is a slug', () => {
  expect(slugify('a'.repeat(200))).toHaveLength(80);
  expect(slugify(`${'a'.repeat(79)} b`)).toBe('a'.repeat(79));
});

test.each(['', '-a', 'a-', 'a--b', 'A', 'a b', 'a/b', 'ü', 'a\0', 'a'.repeat(81)])('%j is no slug', (value) => {
  expect(isSlug(value)).toBe(false);
});
