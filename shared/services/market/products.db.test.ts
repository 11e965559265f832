import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { ProductInput } from '../../contracts/services/market.js';
import { operator, type MaybeViewer, type Viewer } from '../../contracts/viewer.js';
import { newId } from '../../lib/ids.js';
import { recordedActivities } from '../../testing/recorded-activities.js';
import { registryUnderTest, type RegistryUnderTest } from '../../testing/registry-under-test.js';

let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(() => {
  under.clock.at('2026-11-25T12:00:00Z');
  return under.rows('truncate products, ap_activities cascade');
});

afterAll(() => under.close());

const shopkeeper: Viewer = { id: newId(), roles: ['shopkeeper'] };

const loaf: ProductInput = {
  slug: 'white-sourdough',
  name: 'White sourdough',
  price: { minor: 380, currency: 'GBP' },
  unit: 'loaf',
  onHand: 40,
};

const market = () => under.services.market;

const save = (change: Partial<ProductInput> = {}) => market().saveProduct(shopkeeper, { ...loaf, ...change });

const types = async () => (await recordedActivities(under)).map((said) => said.split(' ')[0]);

test('what is listed is found, counted and on record', async () => {
  const saved = await save();
  const product = await market().findProduct(null, 'white-sourdough');
  const { onHand: available, ...shown } = loaf;
  expect(product).toEqual({ ...shown, id: expect.any(String), available, withdrawnAt: null });
  expect(saved).toEqual({ kind: 'listed', product });
  expect(await market().findProducts(null, [product!.id, newId(), 'no id'])).toEqual([product]);
  expect(await market().countProducts()).toBe(1);
  expect(await recordedActivities(under)).toEqual([`product.listed product:${product!.id}`]);
});

test('a change is written and on record; the same again is neither', async () => {
  await save();
  under.clock.at('2026-11-26T12:00:00Z');
  const row = () => under.rows('select *, xmin from products');
  const before = await row();
  expect(await save()).toMatchObject({ kind: 'unchanged' });
  expect(await row()).toEqual(before);
  expect(await save({ price: { minor: 400, currency: 'GBP' } })).toMatchObject({
    kind: 'changed',
    product: { price: { minor: 400, currency: 'GBP' } },
  });
  expect(await row()).toMatchObject([{ price_minor: '400', updated_at: under.clock.now() }]);
  expect(await types()).toEqual(['product.listed', 'product.changed']);
});

test('what is withdrawn is gone for everyone but shopkeepers, once, until it is listed again', async () => {
  await save();
  const gone = await market().withdrawProduct(shopkeeper, 'white-sourdough');
  expect(gone.withdrawnAt).toEqual(under.clock.now());
  under.clock.at('2026-11-26T12:00:00Z');
  expect(await market().withdrawProduct(shopkeeper, 'white-sourdough')).toEqual(gone);
  expect(await market().findProduct(null, 'white-sourdough')).toBeNull();
  expect(await market().findProduct(shopkeeper, 'white-sourdough')).toEqual(gone);
  expect(await market().findProducts(shopkeeper, [gone.id])).toEqual([]);
  expect(await market().listProducts(shopkeeper, { page: 1, perPage: 10 })).toMatchObject({ items: [], total: 0 });
  expect(await market().countProducts()).toBe(0);
  expect(await save()).toMatchObject({ kind: 'listed', product: { id: gone.id, withdrawnAt: null } });
  expect(await types()).toEqual(['product.listed', 'product.withdrawn', 'product.listed']);
});

test('what was never there is not found', async () => {
  for (const slug of ['never-was', 'No Slug', 'no\0slug']) {
    expect(await market().findProduct(null, slug)).toBeNull();
    await expect(market().withdrawProduct(shopkeeper, slug)).rejects.toMatchObject({ status: 404 });
  }
});

test('the shelf is read by name, in pages, each one query', async () => {
  for (const name of ['Leeks', 'Apples', 'Kale']) await save({ slug: name.toLowerCase(), name });
  const page = await market().listProducts(null, { page: 2, perPage: 2 });
  expect(page).toMatchObject({ items: [{ name: 'Leeks' }], page: 2, pages: 2, total: 3 });
  expect(await market().listProducts(null, { page: 3, perPage: 2 })).toMatchObject({ items: [], total: 3 });
  const selects = async (work: () => Promise<unknown>) =>
    (await under.statementsOf(work)).filter((sql) => /^select/i.test(sql)).length;
  expect(await selects(() => market().listProducts(null, { page: 1, perPage: 1 }))).toBe(1);
  expect(await selects(() => market().listProducts(null, { page: 1, perPage: 1000 }))).toBe(1);
  expect(await selects(() => market().countProducts())).toBe(1);
});

test.each<[string, Partial<ProductInput>]>([
  ['slug', { slug: 'White Sourdough' }],
  ['name', { name: '' }],
  ['price.minor', { price: { minor: -1, currency: 'GBP' } }],
  ['price.minor', { price: { minor: 3.8, currency: 'GBP' } }],
  ['price.currency', { price: { minor: 380, currency: 'pounds' } }],
  ['unit', { unit: '\t' }],
  ['onHand', { onHand: -1 }],
  ['onHand', { onHand: 2_000_000_000 }],
])('%s that does not fit is refused with a sentence (%j)', async (field, change) => {
  expect(await save(change)).toEqual({
    kind: 'refused',
    problems: [{ field, sentence: expect.stringMatching(/^[A-Z].*[^.]\.$/) }],
  });
  expect(await types()).toEqual([]);
});

test('fewer than are promised cannot be on the shelf', async () => {
  await save();
  await under.rows('update products set reserved = 3');
  expect(await save({ onHand: 2 })).toEqual({
    kind: 'refused',
    problems: [{ field: 'onHand', sentence: '3 of it are promised already, so there are at least 3.' }],
  });
  expect(await save({ onHand: 3 })).toMatchObject({ kind: 'changed', product: { available: 0 } });
  expect(await types()).toEqual(['product.listed', 'product.changed']);
});

test('of many who list or withdraw one thing at once, one does', async () => {
  const saved = await Promise.all([1, 2, 3, 4].map(() => save()));
  expect(saved.map(({ kind }) => kind).sort()).toEqual(['listed', 'unchanged', 'unchanged', 'unchanged']);
  await Promise.all([1, 2, 3, 4].map(() => market().withdrawProduct(shopkeeper, 'white-sourdough')));
  expect(await types()).toEqual(['product.listed', 'product.withdrawn']);
});

const notShopkeepers: [string, MaybeViewer][] = [
  ['a stranger', null],
  ['a member', { id: newId(), roles: [] }],
  ['a member with every other role', { id: newId(), roles: ['editor', 'organiser', 'moderator'] }],
];

test.each(notShopkeepers)('%s changes nothing on the shelves', async (_who, viewer) => {
  await save();
  await expect(market().saveProduct(viewer, { ...loaf, name: 'Mine' })).rejects.toMatchObject({ status: 403 });
  await expect(market().withdrawProduct(viewer, 'white-sourdough')).rejects.toMatchObject({ status: 403 });
  expect(await types()).toEqual(['product.listed']);
});

test('an admin may, and so may the operator', async () => {
  expect(await market().saveProduct({ id: newId(), roles: ['admin'] }, loaf)).toMatchObject({ kind: 'listed' });
  expect(await market().saveProduct(operator, loaf)).toMatchObject({ kind: 'unchanged' });
});

test('the database itself cannot be oversold', async () => {
  await save({ onHand: 10 });
  const buyers = Array.from({ length: 25 }, () => under.rows('update products set reserved = reserved + 1'));
  const outcomes = await Promise.allSettled(buyers);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(15);
  for (const { reason } of refused) {
    expect(reason).toMatchObject({ driverError: { constraint: 'products_stock_check' } });
  }
  expect(await under.rows('select on_hand, reserved from products')).toEqual([{ on_hand: 10, reserved: 10 }]);
});

test.each([
  ['products_stock_check', 'on_hand = reserved - 1'],
  ['products_stock_check', 'reserved = -1'],
  ['products_price_check', 'price_minor = -1'],
  ['products_currency_check', `currency = 'gbp'`],
  ['products_slug_check', `slug = 'A slug'`],
  ['products_name_check', `name = ''`],
  ['products_unit_check', `unit = ''`],
])('the database holds %s against %s', async (constraint, change) => {
  await save();
  await expect(under.rows(`update products set ${change}`)).rejects.toMatchObject({ driverError: { constraint } });
});

test('the database holds one product a slug', async () => {
  await save();
  const copy = `insert into products select gen_random_uuid(), slug, name, price_minor, currency, unit, 1, 0, null, now(), now() from products`;
  await expect(under.rows(copy)).rejects.toMatchObject({ driverError: { constraint: 'products_slug_key' } });
});
