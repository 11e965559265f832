import { expect, test } from '@jest/globals';
import { firstDifference } from './first-difference.js';

test('names the first line that differs, also where one text ends early', () => {
  expect(firstDifference('a\nb\n', 'a\nb\n')).toBeNull();
  expect(firstDifference('a\nb\nc', 'a\n x \ny')).toEqual({ line: 2, expected: '"b"', found: '"x"' });
  expect(firstDifference('a', 'a\nb')).toEqual({ line: 2, expected: 'its end', found: '"b"' });
});
