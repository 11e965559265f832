import { expect, test } from '@jest/globals';
import { presentHome } from './home.js';

test('says that nobody has an account, or how many have', () => {
  expect(presentHome({ members: 0 }).holds[0]).toMatch(/^Nobody has an account so far/);
  expect(presentHome({ members: 412 }).holds).toEqual(['So far 412 people have an account.']);
});
