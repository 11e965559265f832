import { expect, test } from '@jest/globals';
import { AppError } from '../../../lib/errors.js';
import { ghostAway, ghostBusy, ghostRefused, ghostStrange } from './ghost-errors.js';
import { failedBy } from './trouble.js';

const aMinute = 60_000;
const middling = () => 0.5;
const waits = (error: unknown) => [0, 1, 2, 5, 6, 40].map((failures) => failedBy(error, failures, middling).waitMs / aMinute); // prettier-ignore

test('who is asked too often is left alone for a minute, twice as long each time, an hour at most', () => {
  expect(waits(ghostBusy(undefined))).toEqual([1, 2, 4, 32, 60, 60]);
  expect(waits(ghostBusy(90_000))).toEqual([1.5, 1.5, 1.5, 1.5, 1.5, 1.5]);
  expect(waits(ghostBusy(9_999_000))).toEqual([60, 60, 60, 60, 60, 60]);
});

test('who is away is tried again sooner, a quarter of an hour at most, and not by all at the same moment', () => {
  expect(waits(ghostAway('it answered 502'))).toEqual([0.5, 1, 2, 15, 15, 15]);
  const [soonest, latest] = [0, 1].map((luck) => failedBy(ghostAway('x'), 0, () => luck).waitMs);
  expect([soonest, latest]).toEqual([22_500, 37_500]);
});

test('only a refusal is a pause', () => {
  expect(failedBy(ghostRefused(401, ''), 0)).toMatchObject({ trouble: 'refused', isPause: true });
  for (const [error, trouble] of [
    [ghostBusy(1), 'busy'],
    [ghostAway('x'), 'away'],
    [ghostStrange('x'), 'answer'],
    [new AppError('ghost-gone', 502, 'Most is gone.'), 'gone'],
    [new AppError('something', 500, 'Else.'), 'broken'],
  ] as const) {
    expect(failedBy(error, 0)).toMatchObject({ trouble, isPause: false });
  }
});

test('what broke here is kept without its words, which may hold anything', () => {
  expect(failedBy(new Error('select * from members where email = wren@example.org'), 0)).toMatchObject({
    ...{ trouble: 'broken', why: 'Something broke here; the log of the worker says what.' },
  });
});
