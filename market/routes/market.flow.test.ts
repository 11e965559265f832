import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Services } from '@rose-ash/shared/contracts/registry';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { startHouseUnderTest, type HouseUnderTest } from '@rose-ash/shared/testing/house-under-test';
import { roomsOf } from '@rose-ash/shared/testing/room-of';

type House = HouseUnderTest<'market' | 'events'>;

let full: House;
let empty: House;

const numbered = (number: number) => `crate-${String(number).padStart(2, '0')}`;

async function fill({ market, events }: Services): Promise<void> {
  const common = { price: { minor: 380, currency: 'GBP' }, unit: 'crate', onHand: 9 };
  for (let number = 1; number <= 26; number += 1) {
    await market.saveProduct(operator, { ...common, slug: numbered(number), name: `Crate ${numbered(number)}` });
  }
  await market.saveProduct(operator, { ...common, slug: 'loaf', name: 'A <loaf>', unit: 'loaf', onHand: 2 });
  await market.saveProduct(operator, { ...common, slug: 'rye', name: 'A rye', onHand: 0 });
  await market.saveProduct(operator, { ...common, slug: 'gone', name: 'A thing that went' });
  await market.withdrawProduct(operator, 'gone');
  await events.saveCalendar(operator, { slug: 'hall', title: 'The hall' });
  const [startsAt, endsAt] = [new Date('2999-12-12T19:30:00Z'), new Date('2999-12-12T23:00:00Z')];
  const when = { startsAt, endsAt, zone: 'Europe/London', place: 'Hall' };
  await events.saveEntry(operator, { calendar: 'hall', slug: 'ceilidh', title: 'Ceilidh', ...when });
}

beforeAll(async () => {
  const rooms = await roomsOf('market', 'events');
  [full, empty] = await Promise.all([startHouseUnderTest(rooms), startHouseUnderTest(rooms)]);
  await full.fill(fill);
});

afterAll(async () => {
  await Promise.all([full.stop(), empty.stop()]);
});

/** A page with what the market and the events were made to read for it, as long as nothing is kept of it yet. */
async function open(house: House, path: string) {
  let page = { status: 0, text: '' };
  const { market, events } = await house.readsDuring(async () => {
    page = await house.apps.market.ask(path);
  });
  return { ...page, reads: { market: market.length, events: events.length } };
}

const productsIn = (text: string) => [...text.matchAll(/\/products\/([a-z0-9-]+)"/g)].map(([, slug]) => slug);

test('the market shows what is sold, a page at a time, beside what comes up', async () => {
  const { status, text, reads } = await open(full, '/');
  expect(status).toBe(200);
  expect(text).toContain('28 things for sale');
  expect(productsIn(text)).toEqual(['loaf', 'rye', ...Array.from({ length: 22 }, (_, index) => numbered(index + 1))]);
  expect(text).toContain('A &lt;loaf&gt;');
  expect(text).toContain('Only 2 left');
  expect(text).toContain('Sold out');
  expect(text).not.toContain('A thing that went');
  expect(text).toMatch(/<section [^>]*data-fragment="events\/upcoming"(?![^>]*data-fragment-state)[^]*Ceilidh/);
  expect(reads).toEqual({ market: 1, events: 1 });
});

test('the rest is on the second page, and there is no third', async () => {
  const { text, reads } = await open(full, '/?page=2');
  expect(productsIn(text)).toEqual([23, 24, 25, 26].map(numbered));
  expect(text).toMatch(/<link rel="canonical" href="[^"]+\/\?page=2"/);
  expect(reads).toMatchObject({ market: 1 });
  for (const none of ['3', '0', 'two']) expect((await open(full, `/?page=${none}`)).status).toBe(404);
});

test('a thing has a page with its price, its unit and what is left', async () => {
  const { status, text, reads } = await open(full, '/products/loaf');
  expect(status).toBe(200);
  for (const words of ['<h1>A &lt;loaf&gt;</h1>', '£3.80', 'per loaf', 'Only 2 left', '<a href="/">The market</a>']) {
    expect(text).toContain(words);
  }
  expect(text).toMatch(/<link rel="canonical" href="http:\/\/market\.[^"]+\/products\/loaf"/);
  expect(text).toContain('data-fragment="market/shelf"');
  // One for the thing, one for the shelf below it.
  expect(reads).toEqual({ market: 2, events: 0 });
});

test('a thing tells machines its price, and whether it is to be had', async () => {
  const dataOf = async (path: string) => {
    const [, json] = /<script type="application\/ld\+json">([^<]*)</.exec((await open(full, path)).text) ?? [];
    return (JSON.parse(json!) as { '@graph': unknown[] })['@graph'];
  };
  const [loaf, way] = await dataOf('/products/loaf');
  expect(loaf).toMatchObject({ '@type': 'Product', name: 'A <loaf>', offers: { price: '3.80', priceCurrency: 'GBP' } });
  expect(loaf).toMatchObject({ offers: { availability: 'https://schema.org/InStock', seller: { name: 'Rose Ash' } } });
  expect(way).toMatchObject({ '@type': 'BreadcrumbList', itemListElement: [{ position: 1 }, { name: 'A <loaf>' }] });
  expect((await dataOf('/products/rye'))[0]).toMatchObject({
    offers: { availability: 'https://schema.org/OutOfStock' },
  });
});

test.each(['gone', 'none', 'LOAF', '%00', '%E0%A4%A', 'loaf/'])('/products/%s is not to be had', async (slug) => {
  expect((await full.apps.market.ask(`/products/${slug}`)).status).toBeGreaterThanOrEqual(400);
  expect((await full.apps.market.ask(`/products/${slug}`)).status).toBeLessThan(500);
});

test('an empty market says so, and so does a bare calendar beside it', async () => {
  const { status, text } = await open(empty, '/');
  expect(status).toBe(200);
  expect(text).toContain('The shelves are empty today');
  expect(text).toContain('The calendar is bare');
  expect((await open(empty, '/?page=2')).status).toBe(404);
});

test('a stranger is shown the kept page until something in it changes', async () => {
  await open(full, '/');
  expect((await open(full, '/')).reads).toEqual({ market: 0, events: 0 });
});
