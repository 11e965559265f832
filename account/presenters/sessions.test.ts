import { expect, test } from '@jest/globals';
import type { SignInDto } from '@rose-ash/shared/contracts/services/federation/sign-ins';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentSessions, type Around } from './sessions.js';

const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/London' });
const now = new Date('2026-11-25T12:00:00Z');
const around: Around = { format, now, hereId: 'here', ended: undefined };

const signIn = (id: string, seenAt: string): SignInDto => ({
  ...{ id, userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0' },
  ...{ begunAt: new Date('2026-11-20T09:00:00Z'), seenAt: new Date(seenAt) },
});

test('this browser stands apart from the others, which keep their order', () => {
  const all = [
    signIn('a', '2026-11-25T11:59:00Z'),
    signIn('here', '2026-11-25T11:50:00Z'),
    signIn('b', '2026-11-01T08:05:00Z'),
  ];
  const { here, others, done } = presentSessions(all, around);
  expect(here).toEqual({
    ...{ id: 'here', words: 'Firefox on Linux', icon: 'monitor', isHere: true },
    begun: { iso: '2026-11-20T09:00:00.000Z', text: '20 November 2026 at 09:00' },
    seen: { iso: '2026-11-25T11:50:00.000Z', text: 'now' },
  });
  expect(others.map(({ id, seen }) => [id, seen.text])).toEqual([
    ['a', 'a moment ago'],
    ['b', 'on 1 November 2026 at 08:05'],
  ]);
  expect(done).toBeNull();
});

test.each([
  ['2026-11-25T11:30:00Z', '30 minutes ago'],
  ['2026-11-25T10:59:00Z', '1 hour ago'],
  ['2026-11-24T13:00:00Z', '23 hours ago'],
])('seen at %s is %s', (seenAt, text) => {
  expect(presentSessions([signIn('a', seenAt)], around).others[0]?.seen.text).toBe(text);
});

test('what was done is said, and what nobody did is not', () => {
  const said = (ended: string) => presentSessions([], { ...around, ended }).done?.lead;
  expect([said('one'), said('others'), said('<b>')]).toEqual([
    'Signed out there.',
    'Signed out everywhere else.',
    undefined,
  ]);
});
