import { createHash, randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Entry } from './entry.js';

/** Longer than an owner is waited for, shorter than anything stays fresh. */
const leaseMs = 1_500;

const releaseIfOurs = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

const nameOf = (key: string) => createHash('sha256').update(key).digest('base64url');

/** What all processes share of the cache: entries and leases, in the Redis that may evict. Every call may throw. */
export class SharedStore {
  readonly #us = randomBytes(12).toString('base64url');

  constructor(private readonly redis: Redis) {}

  async getMany(keys: readonly string[]): Promise<(Entry | null)[]> {
    const texts = await this.redis.mget(keys.map((key) => `cache:entry:${nameOf(key)}`));
    return texts.map((text) => (text === null ? null : (JSON.parse(text) as Entry)));
  }

  async put(key: string, entry: Entry): Promise<void> {
    await this.redis.set(`cache:entry:${nameOf(key)}`, JSON.stringify(entry), 'PX', entry.ttlMs + entry.staleMs);
  }

  /**
   * For each whether it is ours. Whoever takes one fetches, everyone else waits for what that brings. A lease of an earlier epoch is another lease:
   * what its holder brings may not show the latest change.
   */
  async takeLeases(keys: readonly string[], epoch: number): Promise<boolean[]> {
    const batch = this.redis.pipeline();
    for (const key of keys) batch.set(this.#leaseOf(key, epoch), this.#us, 'PX', leaseMs, 'NX');
    const answers = (await batch.exec()) ?? [];
    return answers.map(([error, answer]) => {
      if (error !== null) throw error;
      return answer !== null;
    });
  }

  async releaseLease(key: string, epoch: number): Promise<void> {
    await this.redis.eval(releaseIfOurs, 1, this.#leaseOf(key, epoch), this.#us);
  }

  #leaseOf(key: string, epoch: number): string {
    return `cache:lease:${epoch}:${nameOf(key)}`;
  }
}
