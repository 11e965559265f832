import { expect, test } from '@jest/globals';
import { CallerKeys } from './sign.js';

const keys = new CallerKeys('a secret of at least thirty-two characters');
const target = '/internal/fragments?f=cart/mini~e30';
const now = 1_800_000_000_000;
const caller = { app: 'blog', subject: 'member-1' } as const;

function verify(changes: Record<string, string> = {}, at = now, path = target, by = keys) {
  const headers: Record<string, string> = { ...keys.sign('GET', target, caller, now), ...changes };
  return by.verify('GET', path, (name) => headers[name] ?? '', at);
}

test('what was signed is believed, for half a minute', () => {
  expect(verify()).toEqual(caller);
  expect(verify({}, now + 30_000)).toEqual(caller);
  expect(verify({}, now + 30_001)).toBeNull();
  expect(verify({}, now - 30_001)).toBeNull();
});

test.each([
  ['another member', { 'x-rose-subject': 'member-2' }],
  ['another caller', { 'x-rose-caller': 'cart' }],
  ['no such caller', { 'x-rose-caller': 'constructor' }],
  ['another time', { 'x-rose-time': String(now + 1) }],
  ['no time', { 'x-rose-time': '' }],
  ['a time that is none', { 'x-rose-time': 'NaN' }],
  ['no signature', { 'x-rose-signature': '' }],
  ['half a signature', { 'x-rose-signature': 'abc' }],
])('%s is refused', (_, changes) => {
  expect(verify(changes)).toBeNull();
});

test('another path, method or secret is refused', () => {
  expect(verify({}, now, `${target}&f=account/menu~e30`)).toBeNull();
  expect(verify({}, now, target, new CallerKeys('another secret of thirty-two characters!'))).toBeNull();
  const headers = keys.sign('GET', target, caller, now);
  expect(keys.verify('POST', target, (name) => headers[name] ?? '', now)).toBeNull();
});

test('a new line in a subject does not make two signed texts alike', () => {
  const forged = keys.sign('GET', target, { app: 'blog', subject: 'a\nb' }, now);
  expect(keys.verify('GET', target, (name) => forged[name] ?? '', now)).toEqual({ app: 'blog', subject: 'a\nb' });
  expect(keys.verify('GET', `${target}\n${now}`, (name) => forged[name] ?? '', now)).toBeNull();
});
