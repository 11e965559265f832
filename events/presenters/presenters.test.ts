import { expect, test } from '@jest/globals';
import type { EntryDto } from '@rose-ash/shared/contracts/dtos/events';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentCard, presentEntry } from './entry.js';
import { presentHome } from './home.js';

const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/London' });
const now = new Date('2026-11-25T12:00:00Z');

const entry = (startsAt: string, endsAt: string, changes: Partial<EntryDto> = {}): EntryDto => ({
  ...{ id: '0190', slug: 'ceilidh', title: 'Ceilidh', zone: 'Europe/London', place: 'Library hall' },
  ...{ startsAt: new Date(startsAt), endsAt: new Date(endsAt), calendar: { slug: 'hall', title: 'In the hall' } },
  ...changes,
});

const ceilidh = entry('2026-11-28T19:30:00Z', '2026-11-28T23:00:00Z');

test('the day is the picture, the clocks are those of the place', () => {
  expect(presentCard(ceilidh, now, format)).toEqual({
    path: '/entries/ceilidh',
    title: 'Ceilidh',
    leaf: { iso: '2026-11-28T19:30:00.000Z', weekday: 'Sat', day: '28', month: 'Nov' },
    times: '19:30 to 23:00',
    place: 'Library hall',
  });
});

test.each([
  ['past midnight', entry('2026-11-28T19:30:00Z', '2026-11-29T02:00:00Z'), '19:30 to 02:00 on Sunday 29 November'],
  ['in summer time', entry('2026-06-28T18:30:00Z', '2026-06-28T22:00:00Z'), '19:30 to 23:00'],
  [
    'elsewhere',
    entry('2026-11-28T19:30:00Z', '2026-11-28T22:00:00Z', { zone: 'Europe/Paris' }),
    '20:30 to 23:00, Central European Time',
  ],
])('what goes on %s says so', (_, given, times) => {
  expect(presentCard(given, now, format).times).toBe(times);
});

test('the year is told where it is another', () => {
  const leafOf = (startsAt: string) => presentCard(entry(startsAt, '2027-12-01T00:00:00Z'), now, format).leaf;
  expect(leafOf('2027-01-02T12:00:00Z').month).toBe('Jan 2027');
  expect(leafOf('2026-12-31T12:00:00Z').month).toBe('Dec');
});

test('the page of an entry tells the whole date, and whether it is over', () => {
  expect(presentEntry(ceilidh, now, format)).toMatchObject({
    day: 'Saturday 28 November 2026',
    calendar: 'In the hall',
    isOver: false,
    description: 'Saturday 28 November 2026, 19:30 to 23:00. Library hall.',
  });
  expect(presentEntry(ceilidh, ceilidh.endsAt, format).isOver).toBe(true);
});

test('what comes up is told day by day, and paged', () => {
  const next = entry('2026-11-29T10:00:00Z', '2026-11-29T12:00:00Z', { title: 'Digging' });
  const home = presentHome({ items: [ceilidh, ceilidh, next], page: 1, pages: 2, total: 27 }, now, format);
  expect(home).toMatchObject({
    count: '27 entries still to come',
    days: [
      { name: 'Saturday 28 November', leaf: { day: '28' }, entries: [{ title: 'Ceilidh' }, { title: 'Ceilidh' }] },
      { name: 'Sunday 29 November', leaf: { day: '29' }, entries: [{ title: 'Digging' }] },
    ],
    pagination: { words: 'Page 1 of 2' },
  });
  expect(presentHome({ items: [], page: 1, pages: 0, total: 0 }, now, format)).toEqual({
    ...{ count: '', days: [], pagination: null },
  });
});
