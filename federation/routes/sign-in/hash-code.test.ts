import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { codeHasher } from './hash-code.js';

const hashCode = codeHasher({ secretKey: 'k'.repeat(32) });

test('whoever has the table and no key cannot try all codes', () => {
  const plain = createHash('sha256').update('one 123456').digest('hex');
  expect(hashCode('one', '123456')).toMatch(/^[0-9a-f]{64}$/);
  expect(hashCode('one', '123456')).not.toBe(plain);
  expect(hashCode('one', '123456')).not.toBe(codeHasher({ secretKey: 'l'.repeat(32) })('one', '123456'));
});

test('the same code is another one in another interaction', () => {
  expect(hashCode('one', '123456')).toBe(hashCode('one', '123456'));
  expect(hashCode('one', '123456')).not.toBe(hashCode('two', '123456'));
});
