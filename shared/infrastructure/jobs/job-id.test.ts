import { expect, test } from '@jest/globals';
import { jobIdOf } from './job-id.js';

test.each(['42', '019ab6d2-0e7f-7c31-8a3e-6f4a2f9d1c55', 'a.b_c-d', 'x'.repeat(200)])('%s is an id', (id) => {
  expect(jobIdOf({ name: 'send-mail', id })).toBe(`send-mail.${id}`);
});

test.each(['', 'repeat:me', 'https://remote.example/activities/1', 'a b', 'ä', 'x'.repeat(201)])(
  '%j is refused',
  (id) => {
    expect(() => jobIdOf({ name: 'send-mail', id })).toThrow(/^A job was ordered as "send-mail" with the id /);
  },
);

test.each(['', 'send.mail', 'SendMail', '7'])('a job is not called %j', (name) => {
  expect(() => jobIdOf({ name, id: 'x' })).toThrow('A job was ordered as');
});
