import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { operator } from '../../../contracts/viewer.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../testing/registry-under-test.js';

let under: RegistryUnderTest | undefined;
let made = 0;

beforeEach(async () => {
  await under?.close();
  under = await registryUnderTest();
});

afterAll(() => under?.close());

function federation() {
  if (under === undefined) throw new Error('nothing is set up');
  return under.services.federation;
}

const at = (moment: string) => under?.clock.at(moment);
const newKey = () => ({ kid: `k${(made += 1)}`, publicKey: {}, sealedKey: '1.x' });
const states = async () => (await federation().listKeys()).map(({ state }) => state);

async function fillUp() {
  while ((await federation().countMissingKeys()) > 0) await federation().addKey(newKey());
}

test('the first key signs at once, the second waits, and there is no third', async () => {
  expect(await federation().countMissingKeys()).toBe(2);
  await fillUp();
  expect(await states()).toEqual(['signs', 'waits']);
  expect(await federation().addKey(newKey())).toBe(false);
});

test('however many processes start at once, there are two keys', async () => {
  await Promise.all(Array.from({ length: 6 }, () => federation().addKey(newKey())));
  expect(await states()).toEqual(['signs', 'waits']);
});

test('a key that was public for a day signs at once; a younger one when the day is over', async () => {
  await fillUp();
  const soon = await federation().rotateKeys(operator, 'soon');
  expect(soon).toMatchObject({ state: 'waits', signsFrom: new Date('2026-11-26T12:00:00Z') });
  await fillUp();
  expect(await states()).toEqual(['signs', 'waits', 'waits']);
  at('2026-11-26T12:00:00Z');
  expect((await federation().listKeys())[0]?.kid).toBe(soon?.kid);
  at('2026-12-10T12:00:00Z');
  const now = await federation().rotateKeys(operator, 'soon');
  expect(now).toMatchObject({ state: 'signs', signsFrom: new Date('2026-12-10T12:00:00Z') });
});

test('the key of before stays published until nothing that it signed is of use', async () => {
  await fillUp();
  const first = (await federation().listKeys())[0]?.kid;
  await federation().rotateKeys(operator, 'now');
  await fillUp();
  at('2027-02-24T11:00:00Z');
  expect((await federation().listKeys()).map(({ kid }) => kid)).toContain(first);
  at('2027-02-24T13:00:00Z');
  expect((await federation().listKeys()).map(({ kid }) => kid)).not.toContain(first);
  await federation().keepKeysFresh();
  expect(await under?.rows('select 1 from oidc_keys where kid = $1', [first])).toEqual([]);
});

test('a key signs for a year, then the waiting one takes over by itself', async () => {
  await fillUp();
  const waiting = (await federation().listKeys())[1]?.kid;
  at('2027-11-24T12:00:00Z');
  await federation().keepKeysFresh();
  expect((await federation().listKeys())[0]?.kid).not.toBe(waiting);
  at('2027-11-26T12:00:00Z');
  await federation().keepKeysFresh();
  await federation().keepKeysFresh();
  await fillUp();
  expect((await federation().listKeys())[0]?.kid).toBe(waiting);
  expect(await states()).toEqual(['signs', 'waits', 'retired']);
});

test('only admins rotate', async () => {
  await fillUp();
  for (const viewer of [null, { id: 'x', roles: [] }]) {
    await expect(federation().rotateKeys(viewer, 'now')).rejects.toMatchObject({ status: 403 });
  }
});

test('no key signs before each of our processes publishes it, however often keys are changed at once', async () => {
  await fillUp();
  at('2026-11-25T12:00:10Z');
  const first = await federation().rotateKeys(operator, 'now');
  expect(first).toMatchObject({ state: 'signs' });
  await fillUp();
  const second = await federation().rotateKeys(operator, 'now');
  expect(second).toMatchObject({ state: 'waits', signsFrom: new Date('2026-11-25T12:00:20Z') });
  expect((await federation().listKeys())[0]?.kid).toBe(first?.kid);
  at('2026-11-25T12:00:20Z');
  expect((await federation().listKeys())[0]?.kid).toBe(second?.kid);
});
