import { expect, test } from '@jest/globals';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { homeUnderTest } from '@rose-ash/shared/testing/home-under-test';
import { app } from '../app.js';
import { wire } from '../services.js';

test('the home page says what is still to come today, in one read', async () => {
  const { empty, filled } = await homeUnderTest(app, wire, async ({ events }) => {
    await events.saveCalendar(operator, { slug: 'hall', title: 'The hall' });
    const [startsAt, endsAt] = [new Date('2999-12-12T19:30:00Z'), new Date('2999-12-12T23:00:00Z')];
    const ceilidh = { calendar: 'hall', slug: 'ceilidh', title: 'Ceilidh', zone: 'Europe/London', place: 'Hall' };
    await events.saveEntry(operator, { ...ceilidh, startsAt, endsAt });
  });
  expect(empty).toMatchObject({
    status: 200,
    holds: 'The calendar is bare: nothing that is still to come has been entered.',
  });
  expect(filled).toMatchObject({ status: 200, holds: 'Still to come: 1 entry in 1 calendar.' });
  for (const { reads } of [empty, filled]) expect(reads).toHaveLength(1);
});
