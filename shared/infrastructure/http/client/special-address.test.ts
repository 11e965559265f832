import { expect, test } from '@jest/globals';
import { isSpecialAddress } from './special-address.js';

const special = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '0:0:0:0:0:ffff:10.0.0.1',
  '::127.0.0.1',
  '64:ff9b::10.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  'localhost',
  '',
];

const open = ['1.1.1.1', '100.63.255.255', '100.128.0.1', '172.32.0.1', '192.0.1.1', '198.20.0.1', '223.255.255.255'];
const openIpv6 = [
  '2606:4700:4700::1111',
  '2a00:1450:4009::200e',
  '::ffff:1.1.1.1',
  '64:ff9b::8.8.8.8',
  '2001:4860::8888',
];

test.each(special)('refuses %s', (address) => {
  expect(isSpecialAddress(address)).toBe(true);
});

test.each([...open, ...openIpv6])('lets %s pass', (address) => {
  expect(isSpecialAddress(address)).toBe(false);
});
