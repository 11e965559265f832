import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AppName } from '../contracts/apps.js';
import { operator } from '../contracts/viewer.js';
import type { Answered } from '../testing/app-under-test.js';
import { eventually } from '../testing/eventually.js';
import { startHouseUnderTest, type HouseUnderTest } from '../testing/house-under-test.js';
import { newGuest, signInAll, type Guest, type SignedIn } from '../testing/people.js';
import { roomsOf } from '../testing/room-of.js';
import { tcpDoor, type TcpDoor } from '../testing/tcp-door.js';

/** Members, guests and strangers on the pages of four sites that show each other's fragments. */

type Site = Extract<AppName, 'blog' | 'cart' | 'federation' | 'account'>;

const sites: readonly Site[] = ['blog', 'cart', 'federation', 'account'];
/** Each with a name that stands nowhere else. */
const nameFor = () => `Zz${randomBytes(5).toString('hex')}`;
const anyName = /\bZz[0-9a-f]{10}\b/g;
const many = 50;

let house: HouseUnderTest<Site>;
let redis: TcpDoor;
let members: SignedIn[];
let guest: Guest;
const names = Array.from({ length: many }, nameFor);

beforeAll(async () => {
  const url = new URL(process.env['ROSE_TEST_REDIS_URL'] ?? '');
  redis = await tcpDoor({ host: url.hostname, port: Number(url.port) });
  url.port = String(redis.port);
  house = await startHouseUnderTest(await roomsOf(...sites), { env: { REDIS_URL: url.href } });
  members = await signInAll(
    house.apps.cart,
    names.map((name, index) => ({ handle: `secret_${index}`, email: `secret-${index}@example.org`, name })),
  );
  guest = newGuest();
  await house.fill(async ({ federation, market, cart }) => {
    // Who joined last is named to every member, so these stand before those who must not be.
    for (let index = 0; index < 12; index += 1) {
      await federation.registerMember(operator, {
        ...{ handle: `open_${index}`, email: `open-${index}@example.org`, name: `Neighbour ${index}` },
      });
    }
    const loaf = { slug: 'loaf', name: 'Loaf', price: { minor: 380, currency: 'GBP' }, unit: 'loaf', onHand: 9 };
    const saved = await market.saveProduct(operator, loaf);
    const productId = saved.kind === 'refused' ? '' : saved.product.id;
    for (const [index, { viewer, owner }] of members.entries()) {
      await cart.putLine(viewer, owner, { productId, quantity: index + 1 });
    }
    await cart.putLine(null, guest.owner, { productId, quantity: 77 });
  });
});

afterAll(async () => {
  await house.stop();
  await redis.shut();
});

const open = (site: Site, headers: Record<string, string> = {}) => house.apps[site].ask('/', { headers });

/** Of the header: how many things the tab Basket says, and whose name the tab You. */
function tabsOf({ text }: Answered) {
  const things = /Basket<span class="sr">, ([\d,]+) things?</.exec(text)?.[1];
  const name = /<span class="sr">You, <\/span>([^<]+)</.exec(text)?.[1];
  return { things: things ?? null, name: name ?? null };
}

const nobody = { things: null, name: null };

test.each(sites)('on %s a member sees themselves, a guest their basket, a stranger neither', async (site) => {
  const [member] = members;
  expect(tabsOf(await open(site, member?.headers))).toEqual({ things: '1', name: names[0] });
  expect(tabsOf(await open(site, guest.headers))).toEqual({ things: '77', name: null });
  const stranger = await open(site);
  expect(tabsOf(stranger)).toEqual(nobody);
  expect(stranger.text).toContain('data-fragment="cart/mini"');
  expect(stranger.headers).not.toHaveProperty('set-cookie');
});

test('a session that is none is a stranger’s', async () => {
  const [{ cookie } = { cookie: { name: '', value: '' } }] = members;
  for (const value of ['', 'x', cookie.value.slice(0, -1), randomBytes(32).toString('base64url')]) {
    expect(tabsOf(await open('blog', { cookie: `${cookie.name}=${value}` }))).toEqual(nobody);
  }
});

test('fifty members at once on all pages: nobody is shown another’s name, basket or id', async () => {
  const visits = members.flatMap((member, index) => [...sites, ...sites].map((site) => ({ site, member, index })));
  const wrong: string[] = [];
  let own = 0;
  await inTurns(shuffle(visits), 12, async ({ site, member, index }) => {
    const answered = await open(site, member.headers);
    const { text, status } = answered;
    const strangers = (text.match(anyName) ?? []).filter((name) => name !== names[index]);
    const leaked = members.filter(
      ({ member: { id, handle } }, other) =>
        other !== index && (text.includes(id) || new RegExp(`@${handle}\\b`).test(text)),
    );
    const { things, name } = tabsOf(answered);
    // A machine that is busy elsewhere may have a part fall back, which then says so and shows nobody's; or the look-up of
    // who asks, which the log then says, and the page is a stranger's.
    const isOwn =
      (name === names[index] || isAway(text, 'account/menu')) &&
      (things === String(index + 1) || isAway(text, 'cart/mini'));
    const isStrangers = name === null && things === null && couldNotLookUp(site, answered);
    if (name === names[index] && things === String(index + 1)) own += 1;
    if (status !== 200 || !(isOwn || isStrangers) || strangers.length + leaked.length > 0) {
      wrong.push(`${index} on ${site}: ${status}, ${name} has ${things}, beside ${strangers.join()}`);
    }
  });
  expect(wrong).toEqual([]);
  expect(own).toBeGreaterThan(visits.length / 2);
});

const isAway = (text: string, type: string) => text.includes(`data-fragment="${type}" data-fragment-state="fallback"`);

const couldNotLookUp = (site: Site, { headers }: Answered) =>
  house.apps[site].logLines.some(
    ({ requestId, msg }) =>
      requestId === headers['x-request-id'] && String(msg).startsWith('a session could not be looked up'),
  );

test('while Redis is away every page is whole, as a stranger sees it; then everybody is known again', async () => {
  const [member] = members;
  await redis.shut();
  try {
    for (const site of sites) {
      const answered = await open(site, member?.headers);
      expect(answered.status).toBe(200);
      expect(tabsOf(answered)).toEqual(nobody);
      expect(answered.text.trimEnd()).toMatch(/<\/html>$/);
    }
    // Whose basket a guest's is, their cookie says by itself.
    expect((await open('cart', guest.headers)).text).toContain('£292.60');
  } finally {
    await redis.open();
  }
  const known = await eventually(
    () => open('blog', member?.headers),
    (answered) => tabsOf(answered).name !== null,
  );
  expect(tabsOf(known)).toEqual({ things: '1', name: names[0] });
});

/** `width` at a time. */
async function inTurns<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const one = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, one));
}

function shuffle<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
