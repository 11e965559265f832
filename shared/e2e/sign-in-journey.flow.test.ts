import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { appNames, type AppName } from '../contracts/apps.js';
import { termsVersion } from '../contracts/terms.js';
import { operator } from '../contracts/viewer.js';
import { startThrowAwayRedis } from '../dev/redis/throw-away-redis.js';
import type { RunningRedis } from '../dev/redis/start-redis.js';
import { eventually } from '../testing/eventually.js';
import { startHouseUnderTest, type HouseUnderTest } from '../testing/house-under-test.js';
import { startMailServer, type MailServer } from '../testing/mail-server.js';
import { newGuest } from '../testing/people.js';
import { roomsOf } from '../testing/room-of.js';
import { Visitor, type Shown } from '../testing/visitor.js';

/** The whole way with the provider itself: six sites with their workers, mails that are sent, and browsers. */
let house: HouseUnderTest<AppName>;
let mails: MailServer;
let redis: Redis;
/** Of its own, since it is emptied wholly. */
let ownRedis: RunningRedis;

beforeAll(async () => {
  mails = await startMailServer();
  ownRedis = await startThrowAwayRedis();
  const env = { ROLE: 'all', SMTP_URL: mails.url, REDIS_URL: ownRedis.url };
  house = await startHouseUnderTest(await roomsOf(...appNames), { env });
  await house.fill(({ federation }) =>
    federation.registerMember(operator, {
      ...{ handle: 'fern', email: 'fern@example.org', name: 'Fern Hollis', agreedTo: termsVersion },
    }),
  );
  redis = new Redis(ownRedis.url);
  // It makes its keys with the first question, for which no site would wait on a busy machine.
  await house.apps.federation.ask('/.well-known/openid-configuration');
}, 90_000);

afterAll(async () => {
  redis.disconnect();
  await house.stop();
  await mails.stop();
  await ownRedis.stop();
});

const url = (app: AppName, path = '/') => house.apps[app].config.urls[app] + path;
const knows = ({ text }: Shown) => text.includes('action="/auth/logout"');
const isKnown = async (visitor: Visitor, app: AppName) => knows(await visitor.open(url(app)));

function browser(): Visitor {
  const byHost = new Map(appNames.map((app) => [new URL(url(app)).host, house.apps[app].publicUrl]));
  return new Visitor(({ host }) => {
    const origin = byHost.get(host);
    if (origin === undefined) throw new Error(`${host} is none of ours`);
    return origin;
  });
}

async function mailedCode(): Promise<string> {
  const [mail] = await eventually(
    () => mails.received,
    ({ length }) => length > 0,
    60_000,
  );
  return /\b\d{6}\b/.exec(mail?.parsed.text ?? '')?.[0] ?? '';
}

/** From a page of one site through the provider's own pages with the mailed code, and back. */
async function signIn(visitor: Visitor, app: AppName, next: string): Promise<Shown> {
  mails.received.length = 0;
  const asked = await visitor.open(url(app, `/auth/login?next=${encodeURIComponent(next)}`));
  expect(new URL(asked.url).pathname).toMatch(/^\/sign-in\/[\w-]+$/);
  const code = await visitor.open(asked.url, { form: { email: 'fern@example.org' } });
  expect(new URL(code.url).pathname).toMatch(/\/code$/);
  return visitor.open(code.url, { form: { code: await mailedCode() } });
}

test('one sign-in at the blog is one everywhere, and one sign-out too, at the very next request', async () => {
  const visitor = browser();
  const back = await signIn(visitor, 'blog', '/?page=1');
  expect([back.url, knows(back)]).toEqual([url('blog', '/?page=1'), true]);
  for (const app of appNames) {
    const shown = await visitor.open(url(app, '/?x=1'));
    expect([app, shown.status, shown.url, knows(shown)]).toEqual([app, 200, url(app, '/?x=1'), true]);
  }
  const sids = new Map(appNames.map((app) => [app, visitor.cookie(url(app), 'sid') ?? '']));
  expect(new Set(sids.values()).size).toBe(6);
  const goodbye = await visitor.open(url('market', '/auth/logout'), { form: {} });
  expect(new URL(goodbye.url).pathname).toBe('/auth/signed-out');
  expect(goodbye.text).toContain('You are signed out');
  const asStolen = appNames.map(async (app) => {
    const thief = browser();
    thief.setCookie(url(app), 'sid', sids.get(app) ?? '');
    return isKnown(thief, app);
  });
  expect(await Promise.all(asStolen)).toEqual(appNames.map(() => false));
  for (const app of appNames) expect([app, await isKnown(visitor, app)]).toEqual([app, false]);
  // What each site kept of it ends too: the provider told them all.
  const left = () => redis.keys(`${house.apps.blog.config.redisPrefix}:session:*`);
  const sessions = await eventually(
    async () => (await left()).filter((key) => /:[0-9a-f]{32}$/.test(key)),
    (keys) => keys.length === 0,
    10_000,
  );
  expect(sessions).toEqual([]);
}, 90_000);

test('a browser signed out from another one is a stranger at its next request, and comes in with a new code only', async () => {
  const [desk, phone] = [browser(), browser()];
  await signIn(desk, 'account', '/sessions');
  await signIn(phone, 'events', '/');
  expect(await isKnown(phone, 'market')).toBe(true);
  const list = await desk.open(url('account', '/sessions'));
  const [, id = ''] = /action="\/sessions\/([^"]+)\/end"/.exec(list.text) ?? [];
  await desk.open(url('account', `/sessions/${id}/end`), { form: {} });
  for (const app of ['events', 'market', 'blog'] as const) {
    expect([app, await isKnown(phone, app)]).toEqual([app, false]);
  }
  for (const app of ['account', 'blog'] as const) expect([app, await isKnown(desk, app)]).toEqual([app, true]);
}, 90_000);

/** A browser in which somebody without an account put two loaves into the basket. */
async function guestWithTwoThings(): Promise<Visitor> {
  const guest = newGuest();
  await house.fill(async ({ market, cart }) => {
    const price = { minor: 380, currency: 'GBP' };
    const saved = await market.saveProduct(operator, { slug: 'loaf', name: 'Loaf', price, unit: 'loaf', onHand: 10 });
    if (saved.kind === 'refused') throw new Error('no loaf');
    await cart.putLine(null, guest.owner, { productId: saved.product.id, quantity: 2 });
  });
  const visitor = browser();
  visitor.setCookie(url('cart'), guest.cookie.name, guest.cookie.value, 'rose.localhost');
  return visitor;
}

test('FLUSHALL: old ids are dead, the next page signs in through the provider’s session, baskets stay, nothing breaks', async () => {
  const [visitor, guest] = [browser(), await guestWithTwoThings()];
  await signIn(visitor, 'cart', '/');
  for (const app of appNames) expect([app, await isKnown(visitor, app)]).toEqual([app, true]);
  const sids = new Map(appNames.map((app) => [app, visitor.cookie(url(app), 'sid') ?? '']));
  const logged = new Map(appNames.map((app) => [app, house.apps[app].logLines.length]));
  await redis.flushall();
  for (const app of appNames) {
    const thief = browser();
    thief.setCookie(url(app), 'sid', sids.get(app) ?? '');
    const stolen = await thief.open(url(app));
    expect([app, stolen.status, knows(stolen)]).toEqual([app, 200, false]);
  }
  for (const app of appNames) {
    visitor.dropCookie(url(app), 'sso_tried');
    const shown = await visitor.open(url(app, '/?x=2'));
    expect([app, shown.status, shown.url, knows(shown)]).toEqual([app, 200, url(app, '/?x=2'), true]);
    expect(shown.way.map((one) => new URL(one).pathname)).toEqual(['/', '/oidc/auth', '/auth/callback', '/']);
    expect(visitor.cookie(url(app), 'sid')).not.toBe(sids.get(app));
  }
  expect((await guest.open(url('cart'))).text).toContain('2 things');
  const answers = appNames.flatMap((app) => house.apps[app].logLines.slice(logged.get(app)));
  expect(answers.filter(({ status }) => Number(status) >= 500)).toEqual([]);
  expect(answers.filter(({ status }) => Number(status) === 200).length).toBeGreaterThan(0);
}, 90_000);

test('tokens are replaced with the provider again and again, and nobody is signed out by it', async () => {
  const visitor = browser();
  await signIn(visitor, 'market', '/');
  const prefix = house.apps.blog.config.redisPrefix;
  const sid = visitor.cookie(url('market'), 'sid') ?? '';
  const { ask } = house.apps.market;
  const hash = createHash('sha256').update(sid).digest('hex');
  const key = `${prefix}:session:market:${await redis.get(`${prefix}:session:market:id:${hash}`)}`;
  const refreshToken = () => redis.hget(key, 'tokens');
  for (let round = 0; round < 3; round += 1) {
    const before = await refreshToken();
    await redis.hset(key, { refreshAt: 1 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask('/', { headers: { cookie: `sid=${sid}` } })));
    expect(answers.every(({ text }) => text.includes('/auth/logout'))).toBe(true);
    expect(await eventually(refreshToken, (now) => now !== before)).not.toBeNull();
    expect(Number(await redis.hget(key, 'refreshAt'))).toBeGreaterThan(Date.now());
    expect(await isKnown(visitor, 'market')).toBe(true);
  }
}, 90_000);
