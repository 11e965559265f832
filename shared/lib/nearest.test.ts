import { expect, test } from '@jest/globals';
import { nearest } from './nearest.js';

test.each([
  ['DATABSE_URL', 'DATABASE_URL'],
  ['REDIS_UL', 'REDIS_URL'],
  ['SECRET_KEY', 'SECRET_KEY'],
  ['PATH', null],
  ['DATABASE_HOST', null],
])('%s is nearest to %s', (word, expected) => {
  expect(nearest(word, ['DATABASE_URL', 'REDIS_URL', 'SECRET_KEY'], 2)).toBe(expected);
});
