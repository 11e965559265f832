import { expect, test } from '@jest/globals';
import { batchAnswerSchema, decodeFragment, encodeFragment } from './wire-format.js';

test('type and parameters come back as they went', () => {
  const params = { limit: 3, word: 'ß~&=' };
  expect(decodeFragment(encodeFragment('market/shelf', params))).toEqual({ type: 'market/shelf', params });
});

test.each(['', 'market/shelf', 'market/shelf~%%', 'Market~e30', 'market/shelf~bm8', '../shelf~e30'])(
  'nothing is read from "%s"',
  (text) => {
    expect(decodeFragment(text)).toBeNull();
  },
);

test('an answer of another shape is refused', () => {
  const answer = { type: 'a/b', status: 200, html: '', tags: ['x'], ttl: 60 };
  expect(batchAnswerSchema.parse([answer])).toEqual([answer]);
  expect(batchAnswerSchema.safeParse([{ ...answer, tags: 'x' }]).success).toBe(false);
  expect(batchAnswerSchema.safeParse({ 0: answer }).success).toBe(false);
});
