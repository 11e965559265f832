import { expect, test } from '@jest/globals';
import { firstSentence } from './first-sentence.js';

test.each([
  ['The heron is back. It has no time for us.', 'The heron is back.'],
  ['Is the bread out? At eight.', 'Is the bread out?'],
  ['It costs £3.80 a loaf, as ever. Come early.', 'It costs £3.80 a loaf, as ever.'],
  ['no stop at all', 'no stop at all'],
  ['', ''],
])('of %j it is %j', (text, sentence) => {
  expect(firstSentence(text, 'en-GB', 80)).toBe(sentence);
});

test('a sentence that does not end is cut between words', () => {
  expect(firstSentence('and '.repeat(60), 'en-GB', 20)).toBe('and and and and and…');
});
