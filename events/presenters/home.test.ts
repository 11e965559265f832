import { expect, test } from '@jest/globals';
import { presentHome } from './home.js';

test('a bare calendar is called bare, a full one is counted', () => {
  expect(presentHome({ calendars: 0, entries: 0 }).holds).toEqual([
    'The calendar is bare: nothing that is still to come has been entered.',
  ]);
  expect(presentHome({ calendars: 1, entries: 61 }).holds).toEqual(['Still to come: 61 entries in 1 calendar.']);
});
