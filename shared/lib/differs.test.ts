import { expect, test } from '@jest/globals';
import { differs } from './differs.js';

test('only the wanted fields count, and moments by when they are', () => {
  const known = { title: 'Ceilidh', at: new Date(5), ended: null, places: 80, more: 'not asked' };
  const wanted = { title: 'Ceilidh', at: new Date(5), ended: null, places: 80 };
  expect(differs(known, wanted)).toBe(false);
  for (const change of [{ title: 'ceilidh' }, { at: new Date(6) }, { places: 81 }]) {
    expect(differs<object>(known, { ...wanted, ...change })).toBe(true);
  }
  expect(differs<object>(known, { ended: new Date(5) })).toBe(true);
});
