import { expect, test } from '@jest/globals';
import { countOf } from './count-of.js';

test('a count reads as a sentence says it', () => {
  expect(countOf(0, 'loaf', 'loaves')).toBe('no loaves');
  expect(countOf(1, 'loaf', 'loaves')).toBe('1 loaf');
  expect(countOf(1206, 'loaf', 'loaves')).toBe('1,206 loaves');
});
