import { expect, test } from '@jest/globals';
import { readingMinutes, shorten } from './words.js';

test.each([
  ['', 1],
  ['one word', 1],
  ['word '.repeat(345), 2],
  ['word '.repeat(2300), 10],
])('reading time', (text, minutes) => {
  expect(readingMinutes(text)).toBe(minutes);
});

test('short text stays, long text is cut between words', () => {
  expect(shorten('  Bread \n and roses ', 20)).toBe('Bread and roses');
  expect(shorten('Bread, and roses too', 12)).toBe('Bread, and…');
  expect(shorten('Bread, roses', 8)).toBe('Bread…');
});

test('one endless word is cut where it must be', () => {
  expect(shorten('a'.repeat(30), 10)).toBe(`${'a'.repeat(10)}…`);
});
