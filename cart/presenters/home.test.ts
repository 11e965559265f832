import { expect, test } from '@jest/globals';
import { presentHome } from './home.js';

test('says that every basket is empty, or counts those in use', () => {
  expect(presentHome({ baskets: 0 }).holds).toEqual(['Nobody has anything in a basket just now.']);
  expect(presentHome({ baskets: 1 }).holds).toEqual(['In use: 1 basket with something inside.']);
});
