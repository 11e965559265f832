import { createHash, randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { AppName } from '../../contracts/apps.js';

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

/** Enough for somebody who joins, and waits for a mail. */
export const handshakeSeconds = 3_600;
const silentSeconds = 120;

/** Random, for the cookie that says in which browser a sign-in was begun, and for what must not be guessed. */
export const newSecret = () => randomBytes(32).toString('base64url');

/**
 * Kept in Redis by browser and state, each taken once: so several tabs may be at it, and a state of one browser is nothing
 * in another.
 */
export class Handshakes {
  constructor(
    private readonly redis: Redis,
    private readonly app: AppName,
  ) {}

  async keep(browser: string, state: string, handshake: Handshake): Promise<void> {
    const isSilent = handshake.kind === 'sign-in' && handshake.isSilent;
    const seconds = isSilent ? silentSeconds : handshakeSeconds;
    await this.redis.set(this.#key(browser, state), JSON.stringify(handshake), 'EX', seconds);
  }

  async take<K extends Handshake['kind']>(
    kind: K,
    browser: string | undefined,
    state: unknown,
  ): Promise<Extract<Handshake, { kind: K }> | null> {
    if (!browser || typeof state !== 'string') return null;
    const text = await this.redis.getdel(this.#key(browser, state));
    const handshake = text === null ? null : schema.parse(JSON.parse(text));
    return handshake?.kind === kind ? (handshake as Extract<Handshake, { kind: K }>) : null;
  }

  #key(browser: string, state: string): string {
    return `handshake:${this.app}:${createHash('sha256').update(`${browser} ${state}`).digest('hex')}`;
  }
}
