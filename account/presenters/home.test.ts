import { expect, test } from '@jest/globals';
import type { MemberDto } from '@rose-ash/shared/contracts/dtos/federation';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentHome } from './home.js';

const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/London' });

const ada: MemberDto = {
  id: 'ada',
  handle: 'ada',
  name: 'Ada Kowalczyk',
  joinedAt: new Date('2026-11-25T12:00:00Z'),
  roles: ['admin', 'editor'],
};

test('a stranger is told how many have an account', () => {
  expect(presentHome({ member: null, things: 0, accounts: 0 }, format)).toEqual({
    member: null,
    company: 'Nobody has an account so far.',
  });
  expect(presentHome({ member: null, things: 0, accounts: 412 }, format).company).toBe(
    'So far 412 people have an account.',
  );
});

test('a member sees what is known of them', () => {
  expect(presentHome({ member: ada, things: 1, accounts: 1 }, format).member).toEqual({
    name: 'Ada Kowalczyk',
    initials: 'AK',
    handle: '@ada',
    since: { iso: '2026-11-25T12:00:00.000Z', text: '25 November 2026' },
    roles: ['Admin: lets people in, and says who is trusted with what', 'Editor: publishes on the blog'],
    basket: '1 thing is in it',
  });
  expect(presentHome({ member: ada, things: 0, accounts: 1 }, format).member?.basket).toBe('Nothing is in it');
});
