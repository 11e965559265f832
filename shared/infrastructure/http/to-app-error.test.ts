import { expect, test } from '@jest/globals';
import { AppError } from '../../lib/errors.js';
import { toAppError } from './to-app-error.js';

const coded = (code: string) => Object.assign(new Error('private'), { code });

test.each([
  ...['ECONNREFUSED', 'EHOSTUNREACH', '57P01', '57P05', '57014', '55P03', '25006', '08006', '53300'].map(coded),
  new Error('Driver not Connected'),
  new Error('timeout exceeded when trying to connect'),
  new Error('Query read timeout'),
  new Error('Client has encountered a connection error and is not queryable'),
  new Error('Cannot use a pool after calling end on the pool'),
  new Error('Connection terminated unexpectedly'),
  new Error('QueryFailedError', { cause: coded('57P03') }),
  Object.assign(new Error('QueryFailedError'), { driverError: coded('08003') }),
])('%s: the records cannot be reached, and that passes', (error) => {
  const answer = toAppError(error);
  expect(answer).toMatchObject({ code: 'database-away', status: 503, retryAfterSeconds: 5 });
  expect(answer.sentence).not.toContain('private');
});

test.each([new Error('a slip of ours'), coded('23505'), 'a string', null, undefined])(
  '%s is ours, and says nothing of itself',
  (thrown) => {
    expect(toAppError(thrown)).toMatchObject({ code: 'internal', status: 500 });
  },
);

test('what we threw ourselves stays as it is', () => {
  const own = new AppError('gone', 410, 'It is gone.');
  expect(toAppError(own)).toBe(own);
});
