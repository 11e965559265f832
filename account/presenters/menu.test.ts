import { expect, test } from '@jest/globals';
import { presentMenu } from './menu.js';

const named = (name: string) => ({ name, handle: 'ada' });

test('a member is called by their first name, cut where it is long', () => {
  expect(presentMenu(named('Ada Kowalczyk'), true)).toEqual({
    current: true,
    you: { initials: 'AK', name: 'Ada', fullName: 'Ada Kowalczyk', handle: '@ada' },
  });
  expect(presentMenu(named('fern'), false).you).toMatchObject({ initials: 'F', name: 'fern' });
  expect(presentMenu(named('Wolfeschlegelsteinhausen Berg'), false).you?.name).toBe('Wolfeschlegelste…');
});

test('one who is gone is nobody', () => {
  expect(presentMenu(null, false)).toEqual({ current: false, you: null });
});
