import { expect, test } from '@jest/globals';
import { presentHome } from './home.js';

test('an empty street is called quiet, a full one is counted', () => {
  expect(presentHome({ people: 0 }).holds[0]).toMatch(/^It is quiet here so far/);
  expect(presentHome({ people: 1 }).holds).toEqual(['Here so far: 1 person.']);
});
