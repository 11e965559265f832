import { expect, test } from '@jest/globals';
import { markStart as start, markStop as stop, splitMarks } from './marks.js';

test('what was found is told from what stands around it', () => {
  expect(splitMarks(`White ${start}sourdough${stop}, and ${start}rye${stop}`)).toEqual([
    { text: 'White ', isHit: false },
    { text: 'sourdough', isHit: true },
    { text: ', and ', isHit: false },
    { text: 'rye', isHit: true },
  ]);
});

test('a text with nothing in it, or without marks, stays what it is', () => {
  expect(splitMarks('')).toEqual([]);
  expect(splitMarks('<b>')).toEqual([{ text: '<b>', isHit: false }]);
});
