import { expect, test } from '@jest/globals';
import { Seal } from './seal.js';

const seal = new Seal('x'.repeat(32), 'test');

test('what was sealed is read again at its own place alone', () => {
  const sealed = seal.close('a refresh token', 'here');
  expect(sealed).not.toContain('refresh');
  expect(seal.open(sealed, 'here')).toBe('a refresh token');
  expect(seal.open(sealed, 'there')).toBeNull();
  expect(seal.close('a refresh token', 'here')).not.toBe(sealed);
});

test('another key, another purpose or a changed letter reads nothing', () => {
  const sealed = seal.close('a refresh token', 'here');
  expect(new Seal('y'.repeat(32), 'test').open(sealed, 'here')).toBeNull();
  expect(new Seal('x'.repeat(32), 'other').open(sealed, 'here')).toBeNull();
  const turned = sealed.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
  expect(seal.open(turned, 'here')).toBeNull();
  expect(seal.open('', 'here')).toBeNull();
});
