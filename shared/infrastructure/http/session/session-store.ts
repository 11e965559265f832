import { hash, randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { AppName } from '../../../contracts/apps.js';
import { runScript } from '../../cache/run-script.js';
import { claimRefresh, endIndexed, findSession, keepTokens, renewSession } from './scripts.js';
import { createSealer, type Sealer, type SecretKeys } from '../../oidc/seal.js';
import { sessionTimes, type NewSession, type Session, type Tokens } from './session.js';

const who = z.object({
  subject: z.uuid(),
  signIn: z.uuid(),
  providerSid: z.string().nullable(),
  endsAt: z.number(),
});

const tokensSchema = z.object({ idToken: z.string().nullable(), refreshToken: z.string().nullable() });

const idPattern = /^[\w-]{43}$/;

/** 256 random bits as base64url, for the cookie and for nothing else. */
export function newSessionId(): string {
  return randomBytes(32).toString('base64url');
}

export interface SessionStoreOptions extends SecretKeys {
  redis: Redis;
  /** Each site has sessions of its own: an id of one is nothing at another. */
  app: AppName;
  now?: () => number;
}

/** Sessions of one site, in the Redis that never evicts. Ids lie there as their SHA-256 alone: who reads it there cannot sign in with it. */
export class SessionStore {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #sealer: Sealer;
  readonly #now: () => number;

  constructor({ redis, app, now = Date.now, ...secretKeys }: SessionStoreOptions) {
    this.#redis = redis;
    this.#prefix = `session:${app}:`;
    this.#sealer = createSealer(secretKeys, `session tokens ${app}`);
    this.#now = now;
  }

  /** @param id where it was chosen elsewhere. @returns the id, for the cookie. */
  async begin({ tokens, refreshAt, ...given }: NewSession, id = newSessionId()): Promise<string> {
    const key = randomBytes(16).toString('hex');
    const now = this.#now();
    const endsAt = now + sessionTimes.absoluteMs;
    const fields = { who: JSON.stringify({ ...given, endsAt }), renewedAt: now, refreshAt };
    const sealed = tokens === null ? {} : { tokens: this.#close(tokens, key) };
    const work = this.#redis
      .multi()
      .set(this.#id(id), key, 'PX', sessionTimes.idleMs)
      .hset(this.#prefix + key, { ...fields, ...sealed })
      .pexpire(this.#prefix + key, sessionTimes.idleMs);
    for (const index of this.#indexes(given)) {
      work.zremrangebyscore(index, 0, now).zadd(index, endsAt, key).pexpire(index, sessionTimes.absoluteMs);
    }
    const outcomes = await work.exec();
    const failed = outcomes?.find(([error]) => error !== null)?.[0];
    if (failed) throw failed;
    return id;
  }

  /** One round trip. Null for an id that is none, or whose session is over. */
  async find(id: string): Promise<Session | null> {
    if (!idPattern.test(id)) return null;
    const keys = [this.#id(id), this.#prefix];
    const found = (await runScript(this.#redis, findSession, keys, sessionTimes.graceMs)) as string[] | null;
    if (found === null) return null;
    const [key = '', text = '', renewedAt, refreshAt] = found;
    const session = { key, ...who.parse(JSON.parse(text)), renewedAt: Number(renewedAt), refreshAt: Number(refreshAt) };
    return session.endsAt > this.#now() ? session : null;
  }

  isDueForRenewal({ renewedAt }: Session): boolean {
    return this.#now() - renewedAt >= sessionTimes.renewMs;
  }

  isDueForRefresh({ refreshAt }: Session): boolean {
    return refreshAt > 0 && this.#now() >= refreshAt;
  }

  /** A new id for the same session; null where another request was given it. The one so far goes on until this was seen, and for the grace after that. */
  async renew(id: string, { key, endsAt }: Session): Promise<string | null> {
    const next = newSessionId();
    const now = this.#now();
    const { renewMs, graceMs, idleMs } = sessionTimes;
    const keys = [this.#id(id), this.#id(next), this.#prefix + key];
    const lifeMs = Math.max(1, Math.min(idleMs, endsAt - now));
    const won = await runScript(this.#redis, renewSession, keys, key, now, renewMs, graceMs, lifeMs);
    return won === 1 ? next : null;
  }

  async readTokens({ key }: Session): Promise<Tokens | null> {
    return this.#open(await this.#redis.hget(this.#prefix + key, 'tokens'), key);
  }

  /** The tokens, for the one of all processes that is to replace them; null for all others. */
  async claimRefresh({ key, refreshAt }: Session): Promise<Tokens | null> {
    const keys = [this.#prefix + key, this.#lock(key)];
    const sealed = await runScript(this.#redis, claimRefresh, keys, refreshAt, sessionTimes.refreshLockMs);
    return this.#open(sealed as string | null, key);
  }

  /** Whether the session is still there to have them. */
  async keepTokens({ key }: Session, tokens: Tokens, refreshAt: number): Promise<boolean> {
    const keys = [this.#prefix + key, this.#lock(key)];
    return (await runScript(this.#redis, keepTokens, keys, this.#close(tokens, key), refreshAt)) === 1;
  }

  async end({ key }: Pick<Session, 'key'>): Promise<void> {
    await this.#redis.del(this.#prefix + key);
  }

  /** Leaves it for the grace, to requests that are under way with it. */
  async endSoon({ key }: Pick<Session, 'key'>): Promise<void> {
    await this.#redis.pexpire(this.#prefix + key, sessionTimes.graceMs);
  }

  /** Ends what is part of one session of the provider's. How many there were. */
  async endByProviderSid(sid: string): Promise<number> {
    return this.#endIndexed(this.#index('op', sid));
  }

  /** Ends all of one member's. How many there were. */
  async endBySubject(subject: string): Promise<number> {
    return this.#endIndexed(this.#index('of', subject));
  }

  async #endIndexed(index: string): Promise<number> {
    return Number(await runScript(this.#redis, endIndexed, [index, this.#prefix]));
  }

  #close(tokens: Tokens, key: string): string {
    return this.#sealer.seal(JSON.stringify(tokens), key);
  }

  /** Null for what was sealed with a SECRET_KEY that nobody names any more: the session goes on without. */
  #open(sealed: string | null, key: string): Tokens | null {
    if (sealed === null) return null;
    try {
      return tokensSchema.parse(JSON.parse(this.#sealer.open(sealed, key)));
    } catch {
      return null;
    }
  }

  #indexes({ subject, providerSid }: Pick<Session, 'subject' | 'providerSid'>): string[] {
    return [this.#index('of', subject), ...(providerSid === null ? [] : [this.#index('op', providerSid)])];
  }

  #id = (id: string) => `${this.#prefix}id:${sha256(id)}`;
  #index = (kind: 'of' | 'op', value: string) => `${this.#prefix}${kind}:${sha256(value)}`;
  #lock = (key: string) => `${this.#prefix}refreshing:${key}`;
}

const sha256 = (text: string) => hash('sha256', text, 'hex');
