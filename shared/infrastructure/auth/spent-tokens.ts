import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { AppName } from '../../contracts/apps.js';

/** Tokens that may be used once, by their names, for as long as they would be believed. */
export class SpentTokens {
  constructor(
    private readonly redis: Redis,
    private readonly app: AppName,
  ) {}

  /** Whether this is the first time. */
  async spend(jti: string, until: number): Promise<boolean> {
    const ms = Math.max(1, until - Date.now());
    return (await this.redis.set(this.#key(jti), '1', 'PX', ms, 'NX')) === 'OK';
  }

  /** For one that was spent in vain. */
  async giveBack(jti: string): Promise<void> {
    await this.redis.del(this.#key(jti));
  }

  #key = (jti: string) => `spent:${this.app}:${createHash('sha256').update(jti).digest('hex')}`;
}
