import { expect, test } from '@jest/globals';
import { presentHome } from './home.js';

test('empty shelves are called empty, full ones are counted', () => {
  expect(presentHome({ products: 0, shops: 0 }).holds).toEqual([
    'The shelves are empty so far: no product has been entered.',
  ]);
  expect(presentHome({ products: 1206, shops: 1 }).holds).toEqual(['On the shelves: 1,206 products from 1 shop.']);
});
