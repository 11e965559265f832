import { expect, test } from '@jest/globals';
import { mailboxOf } from './mailbox-of.js';

test.each([
  ['ada@example.org', 'ada@example.org'],
  ['ada+shop@example.org', 'ada@example.org'],
  ['ada+a+b@example.org', 'ada@example.org'],
  ['a.d.a+shop@gmail.com', 'ada@gmail.com'],
  ['a.d.a@example.org', 'a.d.a@example.org'],
  ['+shop@example.org', '+shop@example.org'],
])('%s is sent to %s', (address, mailbox) => {
  expect(mailboxOf(address)).toBe(mailbox);
});
