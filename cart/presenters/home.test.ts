import { expect, test } from '@jest/globals';
import { presentHome } from './home.js';

test('says that nothing was bought, or counts baskets and orders', () => {
  expect(presentHome({ baskets: 0, orders: 0 }).holds[0]).toMatch(/nothing has been ordered/);
  expect(presentHome({ baskets: 31, orders: 1 }).holds).toEqual([
    'In use: 31 baskets with something inside. Made so far: 1 order.',
  ]);
});
