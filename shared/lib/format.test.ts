import { expect, test } from '@jest/globals';
import { createFormat } from './format.js';

const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/London' });

test('days are those of the zone, summer time included', () => {
  expect(format.day(new Date('2026-11-24T23:59:59Z'))).toBe('24 November 2026');
  expect(format.day(new Date('2026-07-01T23:30:00Z'))).toBe('2 July 2026');
  expect(format.moment(new Date('2026-07-01T23:30:00Z'))).toBe('2 July 2026 at 00:30');
  expect(format.weekday(new Date('2026-11-26T12:00:00Z'))).toBe('Thursday 26 November');
});

test('names are joined as a sentence joins them', () => {
  expect(format.names([])).toBe('');
  expect(format.names(['Fern'])).toBe('Fern');
  expect(format.names(['Fern', 'Moth', 'Wren'])).toBe('Fern, Moth and Wren');
});

test('what happens elsewhere is told by the clocks of the place', () => {
  const late = new Date('2026-11-28T23:30:00Z');
  expect(format.time(late, 'Europe/London')).toBe('23:30');
  expect(format.time(late, 'Europe/Paris')).toBe('00:30');
  expect(format.weekday(late)).toBe('Saturday 28 November');
  expect(format.weekday(late, 'Europe/Paris')).toBe('Sunday 29 November');
  expect(format.longDay(late, 'Europe/Paris')).toBe('Sunday 29 November 2026');
  expect(format.leaf(late, 'Europe/London')).toEqual({ weekday: 'Sat', day: '28', month: 'Nov', year: 2026 });
  expect(format.leaf(late, 'Europe/Paris')).toEqual({ weekday: 'Sun', day: '29', month: 'Nov', year: 2026 });
  expect(format.leaf(new Date('2026-12-31T23:30:00Z'), 'Europe/Paris')).toMatchObject({ month: 'Jan', year: 2027 });
});

test('a zone is named where it is not the one people here live in', () => {
  const moment = new Date('2026-11-28T12:00:00Z');
  expect(format.zone('Europe/London', moment)).toBe('');
  expect(format.zone('Europe/Paris', moment)).toBe('Central European Time');
});
