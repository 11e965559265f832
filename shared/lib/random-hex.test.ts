import { expect, test } from '@jest/globals';
import { randomHex } from './random-hex.js';

test('every one is new, also where one pool ends and the next begins', () => {
  const drawn = Array.from({ length: 2_000 }, () => randomHex(24));
  expect(drawn.every((one) => /^[0-9a-f]{48}$/.test(one))).toBe(true);
  expect(new Set(drawn).size).toBe(drawn.length);
});

test('neighbours in the pool share nothing', () => {
  const long = Array.from({ length: 300 }, () => randomHex(16)).join('');
  const parts = long.match(/.{8}/g) ?? [];
  expect(new Set(parts).size).toBeGreaterThan(parts.length - 3);
});
