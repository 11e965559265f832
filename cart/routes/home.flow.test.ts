import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { startHouseUnderTest, type HouseUnderTest } from '@rose-ash/shared/testing/house-under-test';
import { newGuest, signIn } from '@rose-ash/shared/testing/people';
import { app } from '../app.js';
import { wire } from '../services.js';

let house: HouseUnderTest<'cart'>;
const products: string[] = [];

beforeAll(async () => {
  house = await startHouseUnderTest({ cart: { app, wire } });
  await house.fill(async ({ market }) => {
    for (const [slug, minor] of [
      ['loaf', 380],
      ['milk', 165],
    ] as const) {
      const price = { minor, currency: 'GBP' };
      const saved = await market.saveProduct(operator, { slug, name: `The ${slug}`, price, unit: 'piece', onHand: 9 });
      if (saved.kind !== 'refused') products.push(saved.product.id);
    }
  });
});

afterAll(async () => {
  await house.stop();
});

const [loaf, milk] = [() => products[0] ?? '', () => products[1] ?? ''];

test('a stranger has no basket, and is shown the way to the market', async () => {
  const { text, headers } = await house.apps.cart.ask('/');
  expect(text).toContain('Nothing is in it yet');
  expect(text).toMatch(/class="button" href="http:\/\/market\.[^"]+"/);
  expect(text).toContain('data-fragment="market/shelf"');
  expect(headers).not.toHaveProperty('set-cookie');
});

test('a member sees what is in their basket, what it comes to, and how much it is', async () => {
  const fern = await signIn(house.apps.cart, { handle: 'fern', email: 'fern@example.org', name: 'Fern' });
  const open = () => house.apps.cart.ask('/', { headers: fern.headers });
  await house.fill(async ({ cart }) => {
    await cart.putLine(fern.viewer, fern.owner, { productId: loaf(), quantity: 2 });
    await cart.putLine(fern.viewer, fern.owner, { productId: milk(), quantity: 1 });
  });
  const { text } = await open();
  for (const words of ['The loaf', '£3.80 per piece', '£7.60', '£9.25', 'Basket<span class="sr">, 3 things</span>']) {
    expect(text).toContain(words);
  }
  expect(text).toMatch(/href="http:\/\/market\.[^"]+\/products\/loaf"/);
});

test('a guest sees theirs and nobody else’s; what is gone from the shelves is said to be', async () => {
  const [one, other] = [newGuest(), newGuest()];
  await house.fill(({ cart }) => cart.putLine(null, one.owner, { productId: milk(), quantity: 4 }));
  await house.fill(({ market }) => market.withdrawProduct(operator, 'milk'));
  const seen = await house.apps.cart.ask('/', { headers: one.headers });
  expect(seen.text).toContain('No longer sold');
  expect(seen.text).toContain('One of these is no longer sold');
  expect(seen.text).not.toContain('£');
  expect((await house.apps.cart.ask('/', { headers: other.headers })).text).toContain('Nothing is in it yet');
});
