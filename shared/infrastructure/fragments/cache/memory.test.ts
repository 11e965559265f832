import { expect, test } from '@jest/globals';
import { ByteLimitedMap } from './memory.js';

test('what was used least lately goes when the room is full', () => {
  const map = new ByteLimitedMap<string>(40);
  for (const key of ['a', 'b', 'c', 'd']) map.set(key, key, 10);
  map.get('a');
  map.set('e', 'e', 10);
  expect(['a', 'b', 'c', 'd', 'e'].map((key) => map.get(key) ?? '-').join('')).toBe('a-cde');
  expect(map.bytes).toBe(40);
});

test('a new value takes the place of the old, and something huge is not kept', () => {
  const map = new ByteLimitedMap<string>(40);
  map.set('a', 'old', 10);
  map.set('a', 'new', 5);
  expect([map.get('a'), map.bytes]).toEqual(['new', 5]);
  map.set('a', 'huge', 11);
  expect([map.get('a'), map.bytes]).toEqual([undefined, 0]);
});
