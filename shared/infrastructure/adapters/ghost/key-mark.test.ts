import { expect, test } from '@jest/globals';
import { keyMark } from './key-mark.js';

const id = '0b'.repeat(12);

test('one key has one mark, and a new secret under the same id has another', () => {
  const key = `${id}:${'5a'.repeat(32)}`;
  expect(keyMark(key)).toBe(keyMark(key));
  expect(keyMark(key)).not.toBe(keyMark(`${id}:${'5b'.repeat(32)}`));
  expect(keyMark(key)).toMatch(/^[0-9a-f]{16}$/);
});
