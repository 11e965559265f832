import { expect, test } from '@jest/globals';
import { clientAddress, household, network, type Sender } from './client-address.js';

const from = (remoteAddress: string, forwarded?: string): Sender => ({
  socket: { remoteAddress },
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
});

test.each([
  ['127.0.0.1', undefined, '127.0.0.1'],
  ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['::ffff:10.0.1.7', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['127.0.0.1', 'nonsense', '127.0.0.1'],
  ['127.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
  ['127.0.0.1', '203.0.113.9:5511', '203.0.113.9'],
  ['127.0.0.1', '[2001:db8::1]:44', '2001:db8::1'],
  ['203.0.113.1', '198.51.100.1', '203.0.113.1'],
  ['fd00::3', '2001:db8::1', '2001:db8::1'],
  ['2001:db8::5', '198.51.100.1', '2001:db8::5'],
])('from %s with %s it is %s', (peer, forwarded, expected) => {
  expect(clientAddress(from(peer, forwarded))).toBe(expected);
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:db8::1', '2001:db8:0::/48'],
])('%s came with the network %s', (address, expected) => {
  expect(network(address)).toBe(expected);
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s lives at %s', (address, expected) => {
  expect(household(address)).toBe(expected);
});
