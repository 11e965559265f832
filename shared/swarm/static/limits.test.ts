import { expect, test } from '@jest/globals';
import { wrongLimits } from './limits.js';
import { bytes, readStack } from './stack.js';

const stack = readStack();
const limitOf = (name: string) => bytes(stack.services[name]?.deploy.resources?.limits?.memory);
const peaks = Object.fromEntries(Object.keys(stack.services).map((name) => [name, limitOf(name) / 4]));
const wrong = (changed: Record<string, number>) => wrongLimits(stack, { ...peaks, ...changed }).wrong;

test('a limit that is some times of what is used is right', () => {
  expect(wrong({})).toEqual([]);
  expect(wrong({ db: limitOf('db') / 40 })).toEqual([]);
});

test.each([
  ['near what is used', { cart: limitOf('cart') / 1.4 }, /cart: \d+ of \d+ MB, which is too little/],
  ['of a store near what is used', { db: limitOf('db') }, /db: .* too little/],
  ['that nobody measured', { 'cart-worker': NaN }, /cart-worker: .* too little/],
  ['many times of what is used', { edge: limitOf('edge') / 13 }, /edge: .* more than it can need/],
])('a limit %s is told', (_name, changed, sentence) => {
  expect(wrong(changed as Record<string, number>)).toEqual([expect.stringMatching(sentence)]);
});
