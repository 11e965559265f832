import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Unit } from '../contracts/registry.js';
import { operator } from '../contracts/viewer.js';
import { recordedActivities } from '../testing/recorded-activities.js';
import { registryUnderTest, type RegistryUnderTest } from '../testing/registry-under-test.js';

let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

afterAll(() => under.close());

const startsAt = new Date('2026-12-01T18:00:00Z');
const endsAt = new Date('2026-12-01T20:00:00Z');

/** Something in each domain that records. */
async function openHouse({ federation, market, events, cart }: Unit) {
  const joined = await federation.registerMember(operator, { handle: 'fern', email: 'f@example.org', name: 'Fern' });
  const price = { minor: 380, currency: 'GBP' };
  const listed = await market.saveProduct(operator, { slug: 'loaf', name: 'Loaf', price, unit: 'loaf', onHand: 9 });
  await events.saveCalendar(operator, { slug: 'hall', title: 'The hall' });
  const opening = { slug: 'opening', title: 'Opening', startsAt, endsAt, zone: 'Europe/London', place: 'Hall' };
  await events.saveEntry(operator, { ...opening, calendar: 'hall' });
  if (joined.kind === 'refused' || listed.kind === 'refused') throw new Error('nobody and nothing to put in a basket');
  const { id } = joined.member;
  const line = { productId: listed.product.id, quantity: 1 };
  return cart.putLine({ id, roles: [] }, { kind: 'member', memberId: id }, line);
}

const holdings = async () => [
  await under.services.account.countAccounts(),
  await under.services.market.countProducts(),
  (await under.services.events.countUpcoming()).entries,
  await under.services.cart.countBaskets(),
  (await recordedActivities(under)).length,
];

test('what fails leaves nothing behind in any domain, and nothing on record', async () => {
  const failing = under.services.transaction(async (unit) => {
    await openHouse(unit);
    expect(await unit.account.countAccounts()).toBe(1);
    throw new Error('the lights went out');
  });
  await expect(failing).rejects.toThrow('the lights went out');
  expect(await holdings()).toEqual([0, 0, 0, 0, 0]);
});

test('what commits is there in every domain at once, and on record in the order in which it happened', async () => {
  expect(await under.services.transaction(openHouse)).toMatchObject({ kind: 'put' });
  expect(await holdings()).toEqual([1, 1, 1, 1, 4]);
  expect((await recordedActivities(under)).map((said) => said.split(' ')[0])).toEqual([
    'member.joined',
    'product.listed',
    'entry.announced',
    'basket.changed',
  ]);
});
