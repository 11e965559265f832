import { expect, test } from '@jest/globals';
import { presentHome } from './home.js';

test('empty shelves are called empty, full ones are counted', () => {
  expect(presentHome({ products: 0 }).holds).toEqual(['The shelves are empty today: nothing is for sale.']);
  expect(presentHome({ products: 1 }).holds).toEqual(['On the shelves: 1 product.']);
  expect(presentHome({ products: 1206 }).holds).toEqual(['On the shelves: 1,206 products.']);
});
