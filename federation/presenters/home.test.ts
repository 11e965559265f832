import { expect, test } from '@jest/globals';
import type { MemberDto } from '@rose-ash/shared/contracts/dtos/federation';
import { presentHome } from './home.js';

const ada: MemberDto = { id: 'ada', handle: 'ada', name: 'Ada Kowalczyk', joinedAt: new Date(), roles: ['editor'] };

test('says who is here: nobody, everybody, or those who joined last', () => {
  expect(presentHome({ people: 0, newest: [] }, null)).toMatchObject({ company: 'Nobody has joined so far.' });
  expect(presentHome({ people: 1, newest: [ada] }, null)).toEqual({
    company: '1 person is here.',
    newest: [{ name: 'Ada Kowalczyk', handle: '@ada', initials: 'AK' }],
    latest: null,
  });
  expect(presentHome({ people: 412, newest: [ada] }, null).company).toBe('412 people are here. These joined last.');
});

test('a stranger is told how many, and the rule', () => {
  expect(presentHome({ people: 0, newest: null }, null)).toMatchObject({ company: 'Nobody has joined so far.' });
  expect(presentHome({ people: 5, newest: null }, null)).toEqual({
    company: '5 people are here. Members are named to each other, and to nobody else.',
    newest: null,
    latest: null,
  });
});
