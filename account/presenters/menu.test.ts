import { expect, test } from '@jest/globals';
import { presentMenu } from './menu.js';

const there = { current: true, midway: false };
const elsewhere = { current: false, midway: false };
const named = (name: string) => ({ name, handle: 'ada' });

test('a member is called by their first name, cut where it is long', () => {
  expect(presentMenu(named('Ada Kowalczyk'), there)).toEqual({
    current: true,
    midway: false,
    you: { initials: 'AK', name: 'Ada', fullName: 'Ada Kowalczyk', handle: '@ada' },
  });
  expect(presentMenu(named('fern'), elsewhere).you).toMatchObject({ initials: 'F', name: 'fern' });
  expect(presentMenu(named('Wolfeschlegelsteinhausen Berg'), elsewhere).you?.name).toBe('Wolfeschlegelste…');
});

test('one who is gone is nobody', () => {
  expect(presentMenu(null, elsewhere)).toEqual({ current: false, midway: false, you: null });
});
