import { expect, test } from '@jest/globals';
import { groupBy } from './group-by.js';

test('items come together by their key, in their order', () => {
  const groups = groupBy(['bun', 'loaf', 'bap', 'lardy'], (word) => word.charAt(0));
  expect([...groups]).toEqual([
    ['b', ['bun', 'bap']],
    ['l', ['loaf', 'lardy']],
  ]);
  expect(groupBy([], String).size).toBe(0);
});
