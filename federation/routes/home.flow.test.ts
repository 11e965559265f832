import { expect, test } from '@jest/globals';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { homeUnderTest } from '@rose-ash/shared/testing/home-under-test';
import { app } from '../app.js';
import { wire } from '../services.js';

test('the home page says what it knows of people today, in one read', async () => {
  const { empty, filled } = await homeUnderTest(app, wire, ({ federation }) =>
    federation.registerMember(operator, { handle: 'fern', email: 'fern@example.org', name: 'Fern' }),
  );
  expect(empty).toMatchObject({
    status: 200,
    holds: 'It is quiet here so far: nobody has joined, so nobody has said anything.',
  });
  expect(filled).toMatchObject({ status: 200, holds: 'Here so far: 1 person.' });
  for (const { reads } of [empty, filled]) expect(reads).toHaveLength(1);
});
