import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { BasketOwner } from '../../contracts/services/cart.js';
import { operator, type Viewer } from '../../contracts/viewer.js';
import { registryUnderTest, type RegistryUnderTest } from '../../testing/registry-under-test.js';

let under: RegistryUnderTest;
let fern: Viewer;
let mine: BasketOwner;
let products: Record<'loaf' | 'leeks', string>;

const handleSha256 = createHash('sha256').update('a handle').digest('hex');
const guest: BasketOwner = { kind: 'guest', handleSha256 };
const cart = () => under.services.cart;

const list = async (slug: string) => {
  const product = { slug, name: slug, price: { minor: 100, currency: 'GBP' }, unit: 'piece', onHand: 10 };
  const saved = await under.services.market.saveProduct(operator, product);
  return saved.kind === 'refused' ? '' : saved.product.id;
};

const put = (viewer: Viewer | null, owner: BasketOwner, what: keyof typeof products, quantity: number) =>
  cart().putLine(viewer, owner, { productId: products[what], quantity });

const linesOf = async () =>
  (await cart().getBasket(fern, mine)).lines.map(({ product, quantity }) => [product?.slug, quantity]);

const changes = () =>
  under.rows<{ owner: string }>(
    `select payload->>'owner' as owner from ap_activities where type = 'basket.changed' order by id`,
  );

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(async () => {
  await under.rows('truncate members, products, baskets cascade');
  const person = { handle: 'fern', email: 'fern@example.org', name: 'Fern' };
  const joined = await under.services.federation.registerMember(operator, person);
  fern = { id: joined.kind === 'joined' ? joined.member.id : '', roles: [] };
  mine = { kind: 'member', memberId: fern.id };
  products = { loaf: await list('loaf'), leeks: await list('leeks') };
});

afterAll(() => under.close());

test('a guest’s basket becomes the member’s who had none', async () => {
  await put(null, guest, 'loaf', 2);
  await under.rows('truncate ap_activities cascade');
  await cart().adoptBasket(fern, handleSha256);
  expect(await linesOf()).toEqual([['loaf', 2]]);
  expect(await cart().countThings(null, guest)).toBe(0);
  expect(await under.rows('select 1 from baskets')).toHaveLength(1);
  expect((await changes()).map(({ owner }) => owner)).toEqual([`guest:${handleSha256}`, fern.id]);
});

test('what is in both is wanted as often as in both together, and never more often than a basket holds', async () => {
  await put(fern, mine, 'loaf', 3);
  await put(fern, mine, 'leeks', 990);
  await put(null, guest, 'loaf', 2);
  await put(null, guest, 'leeks', 20);
  await cart().adoptBasket(fern, handleSha256);
  expect(await linesOf()).toEqual([
    ['loaf', 5],
    ['leeks', 999],
  ]);
});

test('again, and where there is no such basket, nothing changes', async () => {
  await put(null, guest, 'loaf', 2);
  await cart().adoptBasket(fern, handleSha256);
  await under.rows('truncate ap_activities cascade');
  await cart().adoptBasket(fern, handleSha256);
  await cart().adoptBasket(fern, 'f'.repeat(64));
  expect(await linesOf()).toEqual([['loaf', 2]]);
  expect(await changes()).toEqual([]);
});

test('many at once with one handle take it along once', async () => {
  await put(null, guest, 'loaf', 2);
  await Promise.all(Array.from({ length: 6 }, () => cart().adoptBasket(fern, handleSha256)));
  expect(await linesOf()).toEqual([['loaf', 2]]);
});

test('what is no longer sold comes along too', async () => {
  await put(null, guest, 'loaf', 2);
  await under.services.market.withdrawProduct(operator, 'loaf');
  await cart().adoptBasket(fern, handleSha256);
  expect(await cart().countThings(fern, mine)).toBe(2);
});
