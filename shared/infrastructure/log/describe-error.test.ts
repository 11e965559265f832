import { expect, test } from '@jest/globals';
import { describeError } from './describe-error.js';

test('keeps what helps and drops what people wrote', () => {
  const driver = Object.assign(new Error('duplicate key value violates unique constraint "members_mail"'), {
    code: '23505',
    detail: 'Key (mail)=(wren@example.org) already exists.',
    parameters: ['wren@example.org'],
  });
  const described = describeError(new Error('could not be stored', { cause: driver }));
  expect(described).toMatchObject({ message: 'could not be stored', cause: { code: '23505' } });
  expect(JSON.stringify(described)).not.toContain('wren@example.org');
});

test('an error that causes itself ends', () => {
  const loop = new Error('round');
  loop.cause = loop;
  expect(JSON.stringify(describeError(loop)).match(/"round"/g)).toHaveLength(6);
});

test('something thrown that is no error is not printed', () => {
  expect(describeError('a secret')).toEqual({ type: 'string', message: 'something that is not an error was thrown' });
});

test.each([
  () => JSON.parse('Wren Tern, 14 Row') as unknown,
  () => {
    throw Object.assign(new Error('invalid input syntax for type uuid: "Wren Tern"'), { code: '22P02' });
  },
])('an error that quotes what was sent keeps it to itself', (fail) => {
  let error: unknown;
  try {
    fail();
  } catch (thrown) {
    error = thrown;
  }
  const described = describeError(error);
  expect(JSON.stringify(described)).not.toContain('Wren');
  expect(described.stack).toMatch(/^at /);
});
