import { expect, test } from '@jest/globals';
import { encodeUtf8 } from './encode-utf8.js';

test.each([
  ['nothing', ''],
  ['Latin', 'A café, über'],
  ['all lengths', 'a é ’ 🌹 \u{10FFFF} \0'],
  ['halves of a pair', 'a \uD83C b \uDF39 c'],
  ['the most bytes that its length can take', '’'.repeat(128 * 1024)],
  ['more than there is room for', '🌹’a'.repeat(100_000)],
])('%s is encoded as Node does it', (_name, text) => {
  expect(encodeUtf8(text).equals(Buffer.from(text))).toBe(true);
});

test('what was encoded stays as it was when another text is', () => {
  const first = encodeUtf8('bread '.repeat(10_000));
  encodeUtf8('soup '.repeat(20_000));
  expect(first.toString()).toBe('bread '.repeat(10_000));
});
