import { createHash, randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { withServices } from '../cli/with-services.js';
import { appNames } from '../contracts/apps.js';
import type { MemberDto } from '../contracts/dtos/federation.js';
import type { BasketOwner } from '../contracts/services/cart.js';
import type { NewMember } from '../contracts/services/federation.js';
import type { Services } from '../contracts/registry.js';
import { operator, type Viewer } from '../contracts/viewer.js';
import type { Config } from '../infrastructure/config/config.js';
import { basketCookie, sessionCookie } from '../infrastructure/http/session/cookies.js';
import { newSessionId, SessionStore } from '../infrastructure/http/session/session-store.js';
import type { AppUnderTest } from './app-under-test.js';

/** Where somebody signs in: an app. Those of one house share its database and its Redis, so that it counts for all. */
export type Door = Pick<AppUnderTest, 'config' | 'databaseUrl'>;

/** Somebody with a cookie. */
export interface Person {
  cookie: { name: string; value: string };
  /** What a request of theirs says. */
  headers: { cookie: string };
}

export interface SignedIn extends Person {
  member: MemberDto;
  viewer: Viewer;
  owner: BasketOwner;
}

export interface Guest extends Person {
  owner: BasketOwner;
}

/** Makes somebody a member, or finds them where they are one already, and begins a session as signing in would. */
export async function signIn(door: Door, person: NewMember): Promise<SignedIn> {
  const [signedIn] = await signInAll(door, [person]);
  if (signedIn === undefined) throw new Error('nobody signed in');
  return signedIn;
}

export async function signInAll({ config, databaseUrl }: Door, people: readonly NewMember[]): Promise<SignedIn[]> {
  const known = await withServices(databaseUrl, async (services) => {
    const members = await joinAll(services, people);
    return Promise.all(members.map(async (member) => ({ member, signIn: await beginSignIn(services, member.id) })));
  });
  const redis = new Redis(config.redisUrl, { keyPrefix: `${config.redisPrefix}:` });
  try {
    return await Promise.all(
      known.map(async ({ member, signIn }) =>
        signedIn(member, config, await beginAll(redis, config, member.id, signIn)),
      ),
    );
  } finally {
    redis.disconnect();
  }
}

/** The row that says that a member is signed in, as the provider writes it. Its id. */
export async function beginSignIn({ federation }: Services, memberId: string): Promise<string> {
  const uid = createHash('sha256').update(randomBytes(32)).digest('hex');
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 24 * 60 * 60 * 1_000);
  await federation.keepSession({
    ...{ id: uid, formerId: null, uid, payload: {}, memberId, signedInAt: now, expiresAt },
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
  });
  const account = await federation.findAccount(memberId, uid);
  const signInId = account?.signInId ?? null;
  if (signInId === null) throw new Error('nobody signed in');
  return signInId;
}

/** Somebody without an account who has a basket of their own, empty until something is put in. */
export function newGuest(): Guest {
  const handle = randomBytes(32).toString('base64url');
  const handleSha256 = createHash('sha256').update(handle).digest('hex');
  return { ...withCookie(basketCookie, handle), owner: { kind: 'guest', handleSha256 } };
}

/** For `addCookies` of a browser's context: their cookie on every site of the house. */
export function browserCookies({ cookie }: Person, { urls }: Pick<Config, 'urls'>) {
  return appNames.map((app) => ({ ...cookie, url: urls[app] }));
}

async function joinAll({ federation }: Services, people: readonly NewMember[]): Promise<MemberDto[]> {
  const members: MemberDto[] = [];
  for (const person of people) {
    const registered = await federation.registerMember(operator, person);
    if (registered.kind === 'refused') throw new Error(registered.problems.map(({ sentence }) => sentence).join(' '));
    members.push(registered.member);
  }
  return members;
}

/** One id for all six, so that one cookie does wherever they go. */
async function beginAll(redis: Redis, config: Config, subject: string, signIn: string): Promise<string> {
  const id = newSessionId();
  const session = { subject, signIn, providerSid: null, refreshAt: 0, tokens: null };
  for (const app of appNames) await new SessionStore({ ...config, redis, app }).begin(session, id);
  return id;
}

function signedIn(member: MemberDto, { scheme }: Config, sessionId: string): SignedIn {
  const { id, roles } = member;
  const person = withCookie(sessionCookie(scheme === 'https'), sessionId);
  return { ...person, member, viewer: { id, roles }, owner: { kind: 'member', memberId: id } };
}

function withCookie(name: string, value: string): Person {
  return { cookie: { name, value }, headers: { cookie: `${name}=${value}` } };
}
