import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { BasketOwner } from '../../contracts/services/cart.js';
import { operator, type MaybeViewer, type Viewer } from '../../contracts/viewer.js';
import { newId } from '../../lib/ids.js';
import { recordedActivities } from '../../testing/recorded-activities.js';
import { registryUnderTest, type RegistryUnderTest } from '../../testing/registry-under-test.js';

let under: RegistryUnderTest;
let fern: Viewer;
let products: Record<'loaf' | 'leeks', string>;

const cart = () => under.services.cart;

const list = async (slug: string, minor: number, currency = 'GBP') => {
  const product = { slug, name: slug, price: { minor, currency }, unit: 'piece', onHand: 10 };
  const saved = await under.services.market.saveProduct(operator, product);
  return saved.kind === 'refused' ? '' : saved.product.id;
};

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(async () => {
  under.clock.at('2026-11-25T12:00:00Z');
  await under.rows('truncate members, products, baskets cascade');
  const person = { handle: 'fern', email: 'fern@example.org', name: 'Fern' };
  const joined = await under.services.federation.registerMember(operator, person);
  fern = { id: joined.kind === 'joined' ? joined.member.id : '', roles: [] };
  products = { loaf: await list('loaf', 380), leeks: await list('leeks', 95) };
  await under.rows('truncate ap_activities cascade');
});

afterAll(() => under.close());

const guest: BasketOwner = { kind: 'guest', handleSha256: createHash('sha256').update('a handle').digest('hex') };

const owners = (): [MaybeViewer, BasketOwner][] => [
  [fern, { kind: 'member', memberId: fern.id }],
  [null, guest],
];

const tables = () =>
  under.rows('select *, l.xmin as lx, b.xmin as bx from basket_lines l join baskets b on b.id = basket_id');

test('a basket holds what was put in, in that order, and says what it comes to', async () => {
  for (const [viewer, owner] of owners()) {
    expect(await cart().getBasket(viewer, owner)).toEqual({ lines: [], totals: [] });
    await cart().putLine(viewer, owner, { productId: products.loaf, quantity: 2 });
    under.clock.at('2026-11-25T12:00:01Z');
    const put = await cart().putLine(viewer, owner, { productId: products.leeks, quantity: 3 });
    const basket = await cart().getBasket(viewer, owner);
    expect(put).toEqual({ kind: 'put', basket });
    expect(basket).toMatchObject({
      lines: [
        { productId: products.loaf, quantity: 2, product: { name: 'loaf' }, amount: { minor: 760, currency: 'GBP' } },
        { productId: products.leeks, quantity: 3, product: { name: 'leeks' }, amount: { minor: 285, currency: 'GBP' } },
      ],
      totals: [{ minor: 1045, currency: 'GBP' }],
    });
  }
  expect(await cart().countBaskets()).toBe(2);
  const guestName = `guest:${createHash('sha256').update('a handle').digest('hex')}`;
  const changes = await under.rows<{ owner: string }>(
    `select payload->>'owner' as owner from ap_activities where type = 'basket.changed' order by id`,
  );
  expect(changes.map(({ owner }) => owner)).toEqual([fern.id, fern.id, guestName, guestName]);
});

test('a quantity is set, not added; 0 takes the line out, and an empty basket is not counted', async () => {
  const [viewer, owner] = owners()[0]!;
  const put = (quantity: number) => cart().putLine(viewer, owner, { productId: products.loaf, quantity });
  await put(0);
  expect(await under.rows('select 1 from baskets')).toEqual([]);
  await put(2);
  expect(await put(5)).toMatchObject({ basket: { lines: [{ quantity: 5 }] } });
  expect(await put(0)).toEqual({ kind: 'put', basket: { lines: [], totals: [] } });
  expect(await put(0)).toEqual({ kind: 'put', basket: { lines: [], totals: [] } });
  expect(await cart().countBaskets()).toBe(0);
});

test('things are counted as often as they are wanted, sold or not', async () => {
  for (const [viewer, owner] of owners()) {
    expect(await cart().countThings(viewer, owner)).toBe(0);
    await cart().putLine(viewer, owner, { productId: products.loaf, quantity: 2 });
    await cart().putLine(viewer, owner, { productId: products.leeks, quantity: 3 });
    expect(await cart().countThings(viewer, owner)).toBe(5);
  }
  await under.services.market.withdrawProduct(operator, 'loaf');
  expect(await cart().countThings(null, guest)).toBe(5);
});

test('the same again writes nothing', async () => {
  const line = { productId: products.loaf, quantity: 2 };
  await cart().putLine(null, guest, line);
  const before = await tables();
  const activities = await recordedActivities(under);
  under.clock.at('2026-11-26T12:00:00Z');
  await cart().putLine(null, guest, line);
  await cart().putLine(null, guest, { productId: products.leeks, quantity: 0 });
  expect(await tables()).toEqual(before);
  expect(await recordedActivities(under)).toEqual(activities);
  await cart().putLine(null, guest, { ...line, quantity: 3 });
  expect(await tables()).toMatchObject([{ quantity: 3, updated_at: under.clock.now() }]);
});

test('what is no longer sold cannot be put in, stays visible without a price, and can be taken out', async () => {
  await cart().putLine(null, guest, { productId: products.loaf, quantity: 2 });
  await under.services.market.withdrawProduct(operator, 'loaf');
  expect(await cart().getBasket(null, guest)).toEqual({
    lines: [{ productId: products.loaf, quantity: 2, product: null, amount: null }],
    totals: [],
  });
  for (const productId of [products.loaf, newId(), 'no id']) {
    expect(await cart().putLine(null, guest, { productId, quantity: 1 })).toEqual({
      kind: 'refused',
      problems: [{ field: 'productId', sentence: 'This is no longer sold.' }],
    });
  }
  expect(await cart().putLine(null, guest, { productId: products.loaf, quantity: 0 })).toMatchObject({
    basket: { lines: [] },
  });
});

test.each([-1, 1000, 1.5, NaN])('%d of something is refused with a sentence', async (quantity) => {
  expect(await cart().putLine(null, guest, { productId: products.loaf, quantity })).toEqual({
    kind: 'refused',
    problems: [{ field: 'quantity', sentence: 'How many is a whole number from 0 to 999.' }],
  });
});

test('prices in two currencies come to two amounts', async () => {
  await cart().putLine(null, guest, { productId: await list('cheese', 500, 'EUR'), quantity: 2 });
  await cart().putLine(null, guest, { productId: products.loaf, quantity: 1 });
  const { totals } = await cart().getBasket(null, guest);
  expect(totals.sort((a, b) => a.minor - b.minor)).toEqual([
    { minor: 380, currency: 'GBP' },
    { minor: 1000, currency: 'EUR' },
  ]);
});

test('a basket is read in two queries, however much is in it', async () => {
  await cart().putLine(null, guest, { productId: products.loaf, quantity: 1 });
  const selects = async (work: () => Promise<unknown>) =>
    (await under.statementsOf(work)).filter((sql) => /^select/i.test(sql)).length;
  expect(await selects(() => cart().getBasket(null, guest))).toBe(2);
  await cart().putLine(null, guest, { productId: products.leeks, quantity: 1 });
  expect(await selects(() => cart().getBasket(null, guest))).toBe(2);
  expect(await selects(() => cart().countBaskets())).toBe(1);
  expect(await selects(() => cart().countThings(null, guest))).toBe(1);
});

test('a member’s basket is nobody else’s, not even an admin’s', async () => {
  const owner: BasketOwner = { kind: 'member', memberId: fern.id };
  const others: MaybeViewer[] = [null, operator, { id: newId(), roles: [] }, { id: newId(), roles: ['admin'] }];
  for (const viewer of others) {
    await expect(cart().getBasket(viewer, owner)).rejects.toMatchObject({ status: 403 });
    await expect(cart().countThings(viewer, owner)).rejects.toMatchObject({ status: 403 });
    await expect(cart().putLine(viewer, owner, { productId: products.loaf, quantity: 1 })).rejects.toMatchObject({
      status: 403,
    });
  }
  expect(await cart().countBaskets()).toBe(0);
});

test('many who put into one new basket at once fill one basket', async () => {
  const line = (quantity: number) => ({ productId: products.loaf, quantity });
  await Promise.all([
    ...[1, 2, 3].map((quantity) => cart().putLine(null, guest, line(quantity))),
    cart().putLine(null, guest, { productId: products.leeks, quantity: 9 }),
  ]);
  const basket = await cart().getBasket(null, guest);
  expect(basket.lines).toHaveLength(2);
  expect(await under.rows('select 1 from baskets')).toHaveLength(1);
});

test('who puts something in does not wait for who is changing its price', async () => {
  await cart().putLine(null, guest, { productId: products.leeks, quantity: 1 });
  await under.services.transaction(async ({ market }) => {
    const price = { minor: 400, currency: 'GBP' };
    const changed = await market.saveProduct(operator, { slug: 'loaf', name: 'loaf', price, unit: 'loaf', onHand: 9 });
    expect(changed.kind).toBe('changed');
    // On another connection, while this unit is still open: blocked, it would end in an error after ten seconds.
    const line = 'insert into basket_lines select gen_random_uuid(), id, $1, 1, now() from baskets returning quantity';
    expect(await under.rows(line, [products.loaf])).toEqual([{ quantity: 1 }]);
  });
});

test.each([
  ['baskets_owner_check', 'update baskets set guest_sha256 = null'],
  ['baskets_owner_check', 'update baskets set member_id = (select id from members)'],
  ['baskets_guest_check', `update baskets set guest_sha256 = 'a handle'`],
  [
    'baskets_guest_sha256_key',
    'insert into baskets select gen_random_uuid(), null, guest_sha256, now(), now() from baskets',
  ],
  ['baskets_member_id_fkey', 'update baskets set member_id = id, guest_sha256 = null'],
  ['basket_lines_quantity_check', 'update basket_lines set quantity = 0'],
  ['basket_lines_quantity_check', 'update basket_lines set quantity = 1000'],
  ['basket_lines_product_id_fkey', 'update basket_lines set product_id = id'],
  ['basket_lines_product_id_fkey', 'delete from products'],
  [
    'basket_lines_basket_id_product_id_key',
    'insert into basket_lines select gen_random_uuid(), basket_id, product_id, 1, now() from basket_lines',
  ],
])('the database holds %s against: %s', async (constraint, statement) => {
  await cart().putLine(null, guest, { productId: products.loaf, quantity: 1 });
  await expect(under.rows(statement)).rejects.toMatchObject({ driverError: { constraint } });
});

test('the database refuses a member a second basket, and takes the first away with the member', async () => {
  const [viewer, owner] = owners()[0]!;
  await cart().putLine(viewer, owner, { productId: products.loaf, quantity: 1 });
  const second = under.rows('insert into baskets select gen_random_uuid(), member_id, null, now(), now() from baskets');
  await expect(second).rejects.toMatchObject({ driverError: { constraint: 'baskets_member_id_key' } });
  await under.rows('delete from members');
  expect(await tables()).toEqual([]);
});
