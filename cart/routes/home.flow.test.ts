import { expect, test } from '@jest/globals';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { homeUnderTest } from '@rose-ash/shared/testing/home-under-test';
import { app } from '../app.js';
import { wire } from '../services.js';

test('the home page says what is in baskets today, in one read', async () => {
  const { empty, filled } = await homeUnderTest(app, wire, async ({ market, cart }) => {
    const saved = await market.saveProduct(operator, {
      slug: 'loaf',
      name: 'Loaf',
      price: { minor: 380, currency: 'GBP' },
      unit: 'loaf',
      onHand: 9,
    });
    if (saved.kind === 'refused') throw new Error('nothing to put into a basket');
    const guest = { kind: 'guest', handleSha256: 'a'.repeat(64) } as const;
    await cart.putLine(null, guest, { productId: saved.product.id, quantity: 1 });
  });
  expect(empty).toMatchObject({ status: 200, holds: 'Nobody has anything in a basket just now.' });
  expect(filled).toMatchObject({ status: 200, holds: 'In use: 1 basket with something inside.' });
  for (const { reads } of [empty, filled]) expect(reads).toHaveLength(1);
});
