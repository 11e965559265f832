import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Config } from '../config/config.js';
import type { Context } from '../http/context.js';
import { clearCookie, handshakeCookie, setCookie } from '../http/session/cookies.js';
import { createSealer, type Sealer } from '../oidc/seal.js';

const schema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sign-in'),
    nonce: z.string(),
    verifier: z.string(),
    /** Where to go afterwards, a whole address of ours. */
    next: z.string(),
    /** Whether nobody asked for it, so that nobody is to be troubled with what came of it. */
    isSilent: z.boolean(),
  }),
  z.object({ kind: z.literal('sign-out'), next: z.string().nullable() }),
]);

/** What we must remember while a browser is at the provider's. */
export type Handshake = z.output<typeof schema>;

const keptSchema = z.object({ until: z.number(), handshake: schema });

/** Enough for somebody who joins, and waits for a mail. */
const seconds = 3_600;
const silentSeconds = 120;
/** More tabs than people sign in with, and fewer bytes than a server reads of a request's head. */
const most = { cookies: 8, letters: 6_000 };

/** Random, for what must not be guessed. */
export const newSecret = () => randomBytes(32).toString('base64url');

/** It says whether somebody asked for it, for when nothing else is known of it any more. */
export const newState = (isSilent: boolean) => (isSilent ? 'silent.' : '') + newSecret();

export const isSilentState = (state: string) => state.startsWith('silent.');

type Settings = Pick<Config, 'service' | 'scheme' | 'secretKey' | 'previousSecretKeys'>;

/**
 * Kept by the browser itself, sealed, in a cookie for each state: so tabs that begin at once do not meet, a state of one
 * browser is nothing in another, and strangers who begin a thousand sign-ins fill nothing of ours.
 */
export class Handshakes {
  readonly #sealer: Sealer;
  readonly #https: boolean;
  readonly #prefix: string;

  constructor(
    { service, scheme, ...secretKeys }: Settings,
    private readonly now = Date.now,
  ) {
    this.#sealer = createSealer(secretKeys, `handshakes ${service}`);
    this.#https = scheme === 'https';
    this.#prefix = handshakeCookie(this.#https);
  }

  /** The oldest give way where there are too many. */
  keep(ctx: Context, state: string, handshake: Handshake): void {
    const maxAge = handshake.kind === 'sign-in' && handshake.isSilent ? silentSeconds : seconds;
    const sealed = this.#sealer.seal(JSON.stringify({ until: this.now() + maxAge * 1_000, handshake }), state);
    this.#makeRoom(ctx, sealed.length);
    setCookie(ctx, this.#name(state), sealed, { https: this.#https, maxAge });
  }

  /** Null for one that is over, or that another browser began. It is forgotten by it. */
  take<K extends Handshake['kind']>(ctx: Context, kind: K, state: unknown): Extract<Handshake, { kind: K }> | null {
    if (typeof state !== 'string' || !/^[\w.-]{43,50}$/.test(state)) return null;
    const sealed = this.#kept(ctx).get(this.#name(state));
    if (sealed === undefined) return null;
    clearCookie(ctx, this.#name(state), { https: this.#https });
    const kept = this.#open(sealed, state);
    const isGood = kept !== null && kept.until > this.now() && kept.handshake.kind === kind;
    return isGood ? (kept.handshake as Extract<Handshake, { kind: K }>) : null;
  }

  /** Whoever has the cookie of another site, of another state, or one of their own making, has nothing. */
  #open(sealed: string, state: string): z.output<typeof keptSchema> | null {
    try {
      return keptSchema.parse(JSON.parse(this.#sealer.open(sealed, state)));
    } catch {
      return null;
    }
  }

  #makeRoom(ctx: Context, letters: number): void {
    const kept = this.#kept(ctx);
    let sum = letters + [...kept.values()].reduce((total, { length }) => total + length, 0);
    for (const [name, { length }] of [...kept]) {
      if (kept.size < most.cookies && sum <= most.letters) return;
      clearCookie(ctx, name, { https: this.#https });
      kept.delete(name);
      sum -= length;
    }
  }

  /** Browsers name the oldest first (RFC 6265, 5.4). */
  #kept(ctx: Context): Map<string, string> {
    const pairs = ctx.get('cookie').split(/; */);
    return new Map(
      pairs.filter((pair) => pair.startsWith(`${this.#prefix}.`)).map((pair) => pair.split('=', 2) as [string, string]),
    );
  }

  #name = (state: string) => `${this.#prefix}.${state}`;
}
