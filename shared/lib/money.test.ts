import { expect, test } from '@jest/globals';
import { createFormat } from './format.js';
import { portionOf, sumOf, times, toMoney, toDecimal } from './money.js';

const pounds = (minor: number) => ({ minor, currency: 'GBP' });

test('what PostgreSQL sends as text becomes an exact amount, or nothing', () => {
  expect(toMoney('380', 'GBP')).toEqual(pounds(380));
  expect(toMoney('9007199254740991', 'GBP')).toEqual(pounds(Number.MAX_SAFE_INTEGER));
  for (const wrong of ['9007199254740993', '3.8', 'NaN', 3.8]) expect(() => toMoney(wrong, 'GBP')).toThrow(RangeError);
});

test('amounts multiply and add up, each currency by itself', () => {
  expect(times(pounds(333), 3)).toEqual(pounds(999));
  expect(sumOf([pounds(1), { minor: 2, currency: 'EUR' }, pounds(3)])).toEqual([
    pounds(4),
    { minor: 2, currency: 'EUR' },
  ]);
  expect(sumOf([])).toEqual([]);
  expect(() => times(pounds(Number.MAX_SAFE_INTEGER), 2)).toThrow(RangeError);
  expect(() => sumOf([pounds(Number.MAX_SAFE_INTEGER), pounds(1)])).toThrow(RangeError);
});

test.each([
  [100, 1, 3, 33],
  [200, 1, 3, 67],
  [5, 1, 2, 3],
  [-5, 1, 2, -3],
  [-4, 1, 3, -1],
  [1005, 175, 1000, 176],
  [9007199254740991, 1, 2, 4503599627370496],
  [0, 1, 7, 0],
])('of %d, %d over %d is %d', (minor, over, under, rounded) => {
  expect(portionOf(pounds(minor), over, under)).toEqual(pounds(rounded));
});

test('amounts are written as people of the place write them', () => {
  const { money } = createFormat({ locale: 'en-GB', timeZone: 'Europe/London' });
  expect(money(pounds(380))).toBe('£3.80');
  expect(money(pounds(-5))).toBe('-£0.05');
  expect(money(pounds(Number.MAX_SAFE_INTEGER))).toBe('£90,071,992,547,409.91');
  expect(money({ minor: 380, currency: 'JPY' })).toBe('JP¥380');
  expect(createFormat({ locale: 'de-DE', timeZone: 'Europe/Berlin' }).money({ minor: 123450, currency: 'EUR' })).toBe(
    '1.234,50\u00a0€',
  );
});

test.each([
  [380, 'GBP', '3.80'],
  [5, 'GBP', '0.05'],
  [-1234, 'EUR', '-12.34'],
  [500, 'JPY', '500'],
  [0, 'GBP', '0.00'],
])('%d of %s is written %s', (minor, currency, text) => {
  expect(toDecimal({ minor, currency })).toBe(text);
});
