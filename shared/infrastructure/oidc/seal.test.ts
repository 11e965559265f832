import { expect, test } from '@jest/globals';
import { createSealer, deriveKey } from './seal.js';

const now = { secretKey: 'a'.repeat(40), previousSecretKeys: [] };
const later = { secretKey: 'b'.repeat(40), previousSecretKeys: [now.secretKey] };

test('what was sealed opens for the same thing and purpose, and never looks the same', () => {
  const sealer = createSealer(now, 'tests');
  const [one, two] = [sealer.seal('heron', 'row-1'), sealer.seal('heron', 'row-1')];
  expect(one).not.toBe(two);
  expect(one).not.toContain('heron');
  expect([sealer.open(one, 'row-1'), sealer.open(two, 'row-1')]).toEqual(['heron', 'heron']);
});

test.each([
  ['another row', (sealed: string) => createSealer(now, 'tests').open(sealed, 'row-2')],
  ['another purpose', (sealed: string) => createSealer(now, 'other').open(sealed, 'row-1')],
  [
    'another key',
    (sealed: string) => createSealer({ ...later, previousSecretKeys: [] }, 'tests').open(sealed, 'row-1'),
  ],
  ['a changed byte', (sealed: string) => createSealer(now, 'tests').open(withChangedByte(sealed), 'row-1')],
  ['half of it', (sealed: string) => createSealer(now, 'tests').open(sealed.slice(0, 20), 'row-1')],
  ['nothing', () => createSealer(now, 'tests').open('', 'row-1')],
])('it does not open with %s, and one sentence says what to do', (_what, open) => {
  const sealed = createSealer(now, 'tests').seal('a heron at lock six', 'row-1');
  expect(() => open(sealed)).toThrow(/SECRET_KEY_PREVIOUS/);
});

test('after a change of SECRET_KEY the one of before still opens what it sealed, and seals nothing', () => {
  const old = createSealer(now, 'tests').seal('heron', 'row-1');
  expect(createSealer(later, 'tests').open(old, 'row-1')).toBe('heron');
  const fresh = createSealer(later, 'tests').seal('heron', 'row-1');
  expect(() => createSealer(now, 'tests').open(fresh, 'row-1')).toThrow(/SECRET_KEY/);
});

test('a key for one purpose says nothing about that for another', () => {
  expect(deriveKey('a'.repeat(40), 'one')).not.toEqual(deriveKey('a'.repeat(40), 'two'));
});

// Never a letter put in place of another: by chance that is the same letter.
function withChangedByte(sealed: string) {
  const bytes = Buffer.from(sealed.slice(2), 'base64url');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return `1.${bytes.toString('base64url')}`;
}
