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

test('what was written once is not taken for another minute, zone or manner', () => {
  const minutes = [0, 59_999, 60_000].map((ms) => new Date(Date.parse('2026-11-28T22:59:00Z') + ms));
  for (const _ of [1, 2]) {
    expect(minutes.map((minute) => format.time(minute, 'Europe/Paris'))).toEqual(['23:59', '23:59', '00:00']);
    expect(minutes.map((minute) => format.weekday(minute, 'Europe/Paris'))).toEqual([
      ...['Saturday 28 November', 'Saturday 28 November', 'Sunday 29 November'],
    ]);
    expect(minutes.map((minute) => format.weekday(minute))).toEqual(Array(3).fill('Saturday 28 November'));
    expect(minutes.map((minute) => format.leaf(minute, 'Asia/Kathmandu').day)).toEqual(['29', '29', '29']);
    expect(format.time(new Date('2026-11-28T18:14:59Z'), 'Asia/Kathmandu')).toBe('23:59');
    expect(format.time(new Date('2026-11-28T18:15:00Z'), 'Asia/Kathmandu')).toBe('00:00');
  }
});

test('a moment that is none is refused each time', () => {
  for (const _ of [1, 2]) expect(() => format.day(new Date(NaN))).toThrow(RangeError);
});
