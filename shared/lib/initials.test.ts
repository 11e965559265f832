import { expect, test } from '@jest/globals';
import { initialsOf } from './initials.js';

test.each([
  ['Ada Kowalczyk', 'AK'],
  ['fern', 'F'],
  ['  Jude  van der Berg ', 'JB'],
  ['E\u0301lodie', 'E\u0301'],
  ['李小龍', '李'],
  ['', ''],
])('of %j stands %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
