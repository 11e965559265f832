import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { newId } from '../../../lib/ids.js';
import { eventually } from '../../../testing/eventually.js';
import { createRedis } from '../../cache/create-redis.js';
import { SessionStore } from './session-store.js';
import { sessionTimes, type NewSession, type Session } from './session.js';

let redis: Redis;
let sessions: SessionStore;
let elsewhere: SessionStore;
let now = Date.now();

const keysOfStore = (letter: string, ...before: string[]) => ({
  ...{ secretKey: letter.repeat(32), previousSecretKeys: before.map((one) => one.repeat(32)) },
});

const at = (app: 'blog' | 'market') => new SessionStore({ redis, app, ...keysOfStore('x'), now: () => now });

beforeAll(async () => {
  redis = createRedis(process.env['ROSE_TEST_REDIS_URL'] ?? '', pino({ level: 'silent' }), `test-${newId()}:`);
  sessions = at('blog');
  elsewhere = at('market');
  await eventually(
    () => redis.status,
    (status) => status === 'ready',
  );
});

afterAll(() => redis.disconnect());

const fresh = (said: Partial<NewSession> = {}): NewSession => ({
  ...{ subject: newId(), signIn: newId(), providerSid: newId(), refreshAt: 0 },
  ...{ tokens: { idToken: 'an id token', refreshToken: 'a refresh token' } },
  ...said,
});

async function begin(said?: Partial<NewSession>): Promise<{ id: string; session: Session }> {
  const id = await sessions.begin(fresh(said));
  return { id, session: await getSession(id) };
}

async function getSession(id: string): Promise<Session> {
  const session = await sessions.find(id);
  if (session === null) throw new Error('no session');
  return session;
}

const keysOf = async () => {
  const prefix = String(redis.options.keyPrefix);
  return (await redis.keys(`${prefix}*`)).map((key) => key.slice(prefix.length));
};

async function everythingInRedis(): Promise<string> {
  const texts: string[] = [];
  for (const key of await keysOf()) {
    const kind = await redis.type(key);
    if (kind === 'hash') texts.push(JSON.stringify(await redis.hgetall(key)));
    else if (kind === 'zset') texts.push((await redis.zrange(key, '0', '-1')).join());
    else texts.push((await redis.get(key)) ?? '');
    texts.push(key);
  }
  return texts.join('\n');
}

test('a session is found by its id until it ends', async () => {
  const { tokens: _, ...said } = fresh();
  const id = await sessions.begin({ ...said, tokens: null });
  const session = await getSession(id);
  expect(session).toMatchObject({ ...said, renewedAt: now, endsAt: now + sessionTimes.absoluteMs });
  await sessions.end(session);
  expect(await sessions.find(id)).toBeNull();
});

test('nobody can read an id or a token out of Redis', async () => {
  const { id } = await begin();
  const all = await everythingInRedis();
  expect(all).toContain('"who"');
  for (const secret of [id, 'an id token', 'a refresh token']) expect(all).not.toContain(secret);
});

test.each(['', '*', 'a'.repeat(43), 'session:', 'a'.repeat(10_000)])('"%s" is no session', async (id) => {
  expect(await sessions.find(id)).toBeNull();
});

test('an id of one site is nothing at another', async () => {
  const { id } = await begin();
  expect(await elsewhere.find(id)).toBeNull();
});

test('a session that nobody uses ends, and one that is used ends too', async () => {
  const { id, session } = await begin();
  for (const key of await keysOf()) expect(await redis.pttl(key)).toBeGreaterThan(0);
  expect(await redis.pttl(`session:blog:${session.key}`)).toBeLessThanOrEqual(sessionTimes.idleMs);
  now += sessionTimes.absoluteMs;
  expect(await sessions.find(id)).toBeNull();
});

test('of many requests at the time of renewal one gets the new id, and the old one goes on for the grace', async () => {
  const { id, session } = await begin();
  expect(await sessions.renew(id, session)).toBeNull();
  now += sessionTimes.renewMs;
  expect(sessions.isDueForRenewal(session)).toBe(true);
  const given = await Promise.all(Array.from({ length: 10 }, () => sessions.renew(id, session)));
  const [next, ...others] = given.filter((one) => one !== null);
  expect(others).toEqual([]);
  expect(await getSession(next ?? '')).toEqual({ ...session, renewedAt: now });
  expect(await getSession(id)).toEqual({ ...session, renewedAt: now });
  const old = (await keysOf()).filter((key) => key.startsWith('session:blog:id:'));
  const lives = await Promise.all(old.map((key) => redis.pttl(key)));
  expect(lives.filter((ms) => ms <= sessionTimes.graceMs)).toHaveLength(1);
  await sessions.end(session);
  expect(await sessions.find(next ?? '')).toBeNull();
});

const livesOf = async (id: string) => redis.pttl(`session:blog:id:${createHash('sha256').update(id).digest('hex')}`);

test('a new id that never arrived costs nobody their session: the old one is shortened when the new one is seen', async () => {
  const { id, session } = await begin();
  now += sessionTimes.renewMs;
  const lost = (await sessions.renew(id, session)) ?? '';
  expect(await livesOf(id)).toBeGreaterThan(sessionTimes.graceMs);
  now += sessionTimes.renewMs;
  const next = (await sessions.renew(id, await getSession(id))) ?? '';
  expect(await sessions.find(lost)).toBeNull();
  await getSession(id);
  expect(await livesOf(id)).toBeGreaterThan(sessionTimes.graceMs);
  await getSession(next);
  expect(await livesOf(id)).toBeLessThanOrEqual(sessionTimes.graceMs);
  expect(await livesOf(next)).toBeGreaterThan(sessionTimes.graceMs);
  // One that is on its way out begins no new line.
  now += sessionTimes.renewMs;
  expect(await sessions.renew(id, await getSession(id))).toBeNull();
  expect(await sessions.renew(next, await getSession(next))).not.toBeNull();
});

test('of many processes one replaces the tokens, also where another saw the session before', async () => {
  const { session } = await begin({ refreshAt: now });
  expect(sessions.isDueForRefresh(session)).toBe(true);
  const claims = await Promise.all(Array.from({ length: 10 }, () => at('blog').claimRefresh(session)));
  expect(claims.filter((tokens) => tokens !== null)).toEqual([
    { idToken: 'an id token', refreshToken: 'a refresh token' },
  ]);
  const next = { idToken: 'another', refreshToken: 'the next one' };
  expect(await sessions.keepTokens(session, next, now + 1_000)).toBe(true);
  expect(await sessions.claimRefresh(session)).toBeNull();
  expect(await sessions.claimRefresh({ ...session, refreshAt: now + 1_000 })).toEqual(next);
});

test('a session that ended while its tokens were replaced stays ended', async () => {
  const { id, session } = await begin({ refreshAt: now });
  await sessions.claimRefresh(session);
  await sessions.end(session);
  expect(await sessions.keepTokens(session, { idToken: 'a', refreshToken: 'b' }, 0)).toBe(false);
  expect(await sessions.find(id)).toBeNull();
});

test('tokens sealed with another key are not there, and the session goes on', async () => {
  const { id } = await begin();
  const other = new SessionStore({ redis, app: 'blog', ...keysOfStore('y'), now: () => now });
  const session = await other.find(id);
  expect(session).not.toBeNull();
  expect(session && (await other.readTokens(session))).toBeNull();
  const turned = new SessionStore({ redis, app: 'blog', ...keysOfStore('y', 'x'), now: () => now });
  expect(session && (await turned.readTokens(session))).not.toBeNull();
});

test('those of one session of the provider end together, and those of one member', async () => {
  const [subject, one, two] = [newId(), newId(), newId()];
  const [a, b, c] = [
    await sessions.begin(fresh({ subject, providerSid: one })),
    await sessions.begin(fresh({ subject, providerSid: one })),
    await sessions.begin(fresh({ subject, providerSid: two })),
  ];
  const stranger = await sessions.begin(fresh());
  expect(await sessions.endByProviderSid(one)).toBe(2);
  expect(await sessions.endByProviderSid(one)).toBe(0);
  expect([await sessions.find(a), await sessions.find(b)]).toEqual([null, null]);
  expect(await sessions.find(c)).not.toBeNull();
  expect(await sessions.endBySubject(subject)).toBe(1);
  expect(await sessions.find(c)).toBeNull();
  expect(await sessions.find(stranger)).not.toBeNull();
});
