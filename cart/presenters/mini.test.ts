import { expect, test } from '@jest/globals';
import { presentMini } from './mini.js';

test('nothing is shown of an empty basket, and no more than fits of a full one', () => {
  expect(presentMini(0, false)).toEqual({ current: false, count: null });
  expect(presentMini(1, true)).toEqual({ current: true, count: { figure: '1', words: '1 thing' } });
  expect(presentMini(99, false).count).toEqual({ figure: '99', words: '99 things' });
  expect(presentMini(1206, false).count).toEqual({ figure: '99+', words: '1,206 things' });
});
