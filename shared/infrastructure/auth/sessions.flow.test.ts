import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { appNames, type AppName } from '../../contracts/apps.js';
import { operator } from '../../contracts/viewer.js';
import { eventually } from '../../testing/eventually.js';
import { newGuest } from '../../testing/people.js';
import { startSigningHouse, type Joined, type SigningHouse } from '../../testing/signing-house.js';
import type { Visitor } from '../../testing/visitor.js';

let signing: SigningHouse;
let fern: Joined;
let redis: Redis;

beforeAll(async () => {
  signing = await startSigningHouse();
  fern = await signing.join('fern');
  const { redisUrl } = signing.house.apps.blog.config;
  redis = new Redis(redisUrl);
}, 60_000);

beforeEach(() => {
  signing.issuer.meddle = null;
  signing.issuer.accessSeconds = 3_600;
});

afterAll(async () => {
  redis.disconnect();
  await signing.stop();
});

const url = (app: AppName, path?: string) => signing.url(app, path);
const knows = ({ text }: { text: string }) => text.includes('action="/auth/logout"');

async function signedIn(app: AppName = 'blog'): Promise<Visitor> {
  const visitor = signing.visitor(fern);
  await visitor.open(url(app, '/auth/login'));
  return visitor;
}

const keys = (pattern: string) => redis.keys(`${signing.house.apps.blog.config.redisPrefix}:${pattern}`);

/** Sessions themselves, not what leads to them. */
async function sessionKeys(app: AppName): Promise<string[]> {
  return (await keys(`session:${app}:*`)).filter((key) => /:[0-9a-f]{32}$/.test(key) && !key.includes('refreshing'));
}

async function changeSessions(app: AppName, fields: Record<string, number>): Promise<void> {
  for (const key of await sessionKeys(app)) await redis.hset(key, fields);
}

async function emptyRedis(): Promise<void> {
  const all = await keys('*');
  if (all.length > 0) await redis.del(...all);
}

test('after Redis was emptied every old id is dead, and the next page signs in silently', async () => {
  const visitor = await signedIn('blog');
  const sids = new Map<AppName, string>();
  for (const app of appNames) {
    await visitor.open(url(app));
    sids.set(app, visitor.cookie(url(app), 'sid') ?? '');
  }
  await emptyRedis();
  for (const app of appNames) {
    const thief = signing.visitor();
    thief.setCookie(url(app), 'sid', sids.get(app) ?? '');
    const stolen = await thief.open(url(app));
    expect([app, stolen.status, knows(stolen)]).toEqual([app, 200, false]);
    expect(thief.cookie(url(app), 'sid')).toBeUndefined();
    // The marker of the last sign-in has had its ten seconds.
    visitor.dropCookie(url(app), 'sso_tried');
    const shown = await visitor.open(url(app, '/?x=1'));
    expect([app, shown.status, shown.url, knows(shown)]).toEqual([app, 200, url(app, '/?x=1'), true]);
    expect(visitor.cookie(url(app), 'sid')).not.toBe(sids.get(app));
  }
});

test('several tabs are open while Redis is emptied: each shows its page, and knows whose it is', async () => {
  const visitor = await signedIn('blog');
  const tabs = (['blog', 'market', 'account'] as const).flatMap((app) => [url(app, '/?tab=1'), url(app, '/?tab=2')]);
  for (const tab of tabs) await visitor.open(tab);
  for (let round = 0; round < 3; round += 1) {
    for (const tab of tabs) visitor.dropCookie(tab, 'sso_tried');
    await emptyRedis();
    const shown = await Promise.all(tabs.map((tab) => visitor.open(tab)));
    expect(shown.map((one) => [one.status, one.url, knows(one)])).toEqual(tabs.map((tab) => [200, tab, true]));
    for (const tab of tabs) expect(knows(await visitor.open(tab))).toBe(true);
  }
});

test('of two tabs that come back at once neither ends the other’s session under its feet', async () => {
  const visitor = signing.visitor(fern);
  const begin = async () => {
    const begun = await visitor.open(url('cart', '/auth/login?next=/'), { stay: true });
    return String((await visitor.open(String(begun.headers['location']), { stay: true })).headers['location']);
  };
  const [one, two] = [await begin(), await begin()];
  await visitor.open(one, { stay: true });
  const first = visitor.cookie(url('cart'), 'sid') ?? '';
  await visitor.open(two, { stay: true });
  const second = visitor.cookie(url('cart'), 'sid') ?? '';
  expect(second).not.toBe(first);
  const { ask } = signing.house.apps.cart;
  for (const sid of [first, second]) expect(knows(await ask('/', { headers: { cookie: `sid=${sid}` } }))).toBe(true);
  const lives = await Promise.all((await sessionKeys('cart')).map((key) => redis.pttl(key)));
  expect(lives.filter((ms) => ms <= 60_000)).toHaveLength(1);
});

test('in the middle of signing in, Redis is emptied: nobody notices', async () => {
  const visitor = signing.visitor(fern);
  const begun = await visitor.open(url('blog', '/auth/login'), { stay: true });
  await emptyRedis();
  const shown = await visitor.open(String(begun.headers['location']));
  expect([shown.status, knows(shown)]).toEqual([200, true]);
});

test('of parallel requests at the time of renewal one is given the new id, and none is taken for a stranger', async () => {
  const visitor = await signedIn('blog');
  const old = visitor.cookie(url('blog'), 'sid') ?? '';
  await changeSessions('blog', { renewedAt: Date.now() - 16 * 60_000 });
  const { ask } = signing.house.apps.blog;
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask('/', { headers: { cookie: `sid=${old}` } })));
  expect(answers.every(knows)).toBe(true);
  const given = answers.flatMap(({ headers }) => headers['set-cookie'] ?? []).filter((line) => line.startsWith('sid='));
  expect(given).toHaveLength(1);
  const next = /^sid=([\w-]{43});/.exec(given[0] ?? '')?.[1] ?? '';
  expect(next).not.toBe(old);
  for (const id of [next, old]) expect(knows(await ask('/', { headers: { cookie: `sid=${id}` } }))).toBe(true);
});

test('an answer that failed gives nobody a new id that its error page would swallow', async () => {
  const visitor = await signedIn('blog');
  await changeSessions('blog', { renewedAt: Date.now() - 16 * 60_000 });
  const id = visitor.cookie(url('blog'), 'sid');
  expect((await visitor.open(url('blog', '/nothing/here/at-all'))).status).toBe(404);
  expect(visitor.cookie(url('blog'), 'sid')).toBe(id);
  await visitor.open(url('blog'));
  expect(visitor.cookie(url('blog'), 'sid')).not.toBe(id);
});

test('parallel requests replace the tokens once, and nobody waits for it', async () => {
  const visitor = await signedIn('market');
  const cookie = `sid=${visitor.cookie(url('market'), 'sid')}`;
  const { ask } = signing.house.apps.market;
  const refreshes = () => signing.issuer.asked.filter((asked) => asked === 'refresh_token').length;
  for (let round = 1; round <= 3; round += 1) {
    const before = refreshes();
    await changeSessions('market', { refreshAt: 1 });
    let letGo: (meddled: null) => void = () => undefined;
    const held = new Promise<null>((resolve) => (letGo = resolve));
    signing.issuer.meddle = () => held;
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask('/', { headers: { cookie } })));
    expect(answers.every(knows)).toBe(true);
    letGo(null);
    await eventually(
      async () =>
        (await Promise.all((await sessionKeys('market')).map((key) => redis.hget(key, 'refreshAt')))).includes('1'),
      (is) => !is,
    );
    expect(refreshes() - before).toBe((await sessionKeys('market')).length);
    expect(knows(await ask('/', { headers: { cookie } }))).toBe(true);
  }
});

test('a provider that wants no more of it ends the session; one that is broken does not', async () => {
  const visitor = await signedIn('cart');
  const cookie = `sid=${visitor.cookie(url('cart'), 'sid')}`;
  const { ask } = signing.house.apps.cart;
  const look = async () => knows(await ask('/', { headers: { cookie } }));
  signing.issuer.meddle = () => 500;
  await changeSessions('cart', { refreshAt: 1 });
  const asked = signing.issuer.asked.length;
  expect(await look()).toBe(true);
  await eventually(
    () => signing.issuer.asked.slice(asked).includes('refresh_token'),
    (is) => is,
  );
  expect(await look()).toBe(true);
  signing.issuer.meddle = null;
  signing.issuer.end(visitor.cookie(url('federation'), 'op_session') ?? '');
  const locks = await keys('session:cart:refreshing:*');
  expect(locks).toHaveLength(1);
  await redis.del(...locks);
  await look();
  expect(await eventually(look, (is) => !is)).toBe(false);
});

test('a member’s page costs one look into Redis and one query for knowing them', async () => {
  const visitor = await signedIn('federation');
  const cookie = `sid=${visitor.cookie(url('federation'), 'sid')}`;
  const { ask } = signing.house.apps.federation;
  await ask('/', { headers: { cookie } });
  const prefix = signing.house.apps.blog.config.redisPrefix;
  const monitor = await redis.monitor();
  const seen: string[] = [];
  monitor.on('monitor', (_time: string, command: string[]) => {
    if (command.some((word) => word.startsWith(`${prefix}:session:federation:`))) seen.push(command[0] ?? '');
  });
  await ask('/', { headers: { cookie } });
  await redis.ping();
  monitor.disconnect();
  // What the script does inside is told as well; it is one command from us.
  expect(seen.filter((command) => command.toLowerCase().startsWith('eval'))).toHaveLength(1);
  expect(
    seen
      .map((command) => command.toLowerCase())
      .filter((command) => !['eval', 'evalsha', 'get', 'hmget'].includes(command)),
  ).toEqual([]);
});

test('a guest’s basket comes along, and its handle is worth nothing afterwards', async () => {
  const guest = newGuest();
  const member = await signing.join('moth');
  await signing.house.fill(async ({ market, cart }) => {
    const price = { minor: 380, currency: 'GBP' };
    const saved = await market.saveProduct(operator, { slug: 'loaf', name: 'Loaf', price, unit: 'loaf', onHand: 10 });
    if (saved.kind === 'refused') throw new Error('no loaf');
    await cart.putLine(null, guest.owner, { productId: saved.product.id, quantity: 2 });
  });
  const visitor = signing.visitor(member);
  visitor.setCookie(url('blog'), guest.cookie.name, guest.cookie.value, 'rose.localhost');
  expect((await visitor.open(url('cart'))).text).toContain('2 things');
  // What a guest put in does not lie in Redis.
  await emptyRedis();
  const tabs = await Promise.all([visitor.open(url('cart')), visitor.open(url('market')), visitor.open(url('cart'))]);
  expect(tabs.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(tabs[2].text).toContain('2 things');
  const shown = await visitor.open(url('cart', '/auth/login?next=/'));
  expect(knows(shown)).toBe(true);
  expect(shown.text).toContain('2 things');
  expect(visitor.cookie(url('cart'), 'rose_basket')).toBeUndefined();
  const after = signing.visitor();
  after.setCookie(url('cart'), guest.cookie.name, guest.cookie.value, 'rose.localhost');
  expect((await after.open(url('cart'))).text).not.toContain('2 things');
  await emptyRedis();
  visitor.dropCookie(url('cart'), 'sso_tried');
  expect((await visitor.open(url('cart'))).text).toContain('2 things');
});
