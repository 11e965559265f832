import { expect, test } from '@jest/globals';
import { dayIn, momentAt, weekOf } from './weeks.js';

const zone = 'Europe/London';

test('a week lasts from Monday to Sunday by the clocks of the place', () => {
  const week = weekOf(new Date('2026-11-25T12:00:00Z'), zone);
  expect(dayIn(week, 1)).toEqual({ year: 2026, month: 11, day: 23 });
  expect(dayIn(week, 7)).toEqual({ year: 2026, month: 11, day: 29 });
  expect(weekOf(new Date('2026-11-23T00:00:00Z'), zone)).toBe(week);
  expect(weekOf(new Date('2026-11-22T23:59:59Z'), zone)).toBe(week - 1);
  // Summer time: Monday begins an hour before UTC's does.
  expect(weekOf(new Date('2026-06-28T23:00:00Z'), zone)).toBe(weekOf(new Date('2026-06-29T12:00:00Z'), zone));
});

test('half past seven is half past seven in winter and in summer', () => {
  expect(momentAt({ year: 2026, month: 12, day: 12 }, '19:30', zone)).toEqual(new Date('2026-12-12T19:30:00Z'));
  expect(momentAt({ year: 2026, month: 6, day: 12 }, '19:30', zone)).toEqual(new Date('2026-06-12T18:30:00Z'));
});
