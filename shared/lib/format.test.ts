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
