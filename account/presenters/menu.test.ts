import { expect, test } from '@jest/globals';
import { presentMenu } from './menu.js';

test('a member is called by their first name, cut where it is long', () => {
  expect(presentMenu('Ada Kowalczyk', true)).toEqual({ current: true, you: { initials: 'AK', name: 'Ada' } });
  expect(presentMenu('fern', false).you).toEqual({ initials: 'F', name: 'fern' });
  expect(presentMenu('Wolfeschlegelsteinhausen Berg', false).you?.name).toBe('Wolfeschlegelste…');
});

test('one who is gone is nobody', () => {
  expect(presentMenu(null, false)).toEqual({ current: false, you: null });
});
