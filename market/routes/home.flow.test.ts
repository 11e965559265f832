import { expect, test } from '@jest/globals';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { homeUnderTest } from '@rose-ash/shared/testing/home-under-test';
import { app } from '../app.js';
import { wire } from '../services.js';

test('the home page says what is on the shelves today, in one read', async () => {
  const { empty, filled } = await homeUnderTest(app, wire, ({ market }) =>
    market.saveProduct(operator, {
      slug: 'loaf',
      name: 'Loaf',
      price: { minor: 380, currency: 'GBP' },
      unit: 'loaf',
      onHand: 9,
    }),
  );
  expect(empty).toMatchObject({ status: 200, holds: 'The shelves are empty today: nothing is for sale.' });
  expect(filled).toMatchObject({ status: 200, holds: 'On the shelves: 1 product.' });
  for (const { reads } of [empty, filled]) expect(reads).toHaveLength(1);
});
