import type { Redis } from 'ioredis';
import { within } from '../../lib/within.js';
import type { Log } from '../log/log.js';

export interface FloodRules {
  /** Allowed in one window, by all replicas together. */
  requests: number;
  /** Length of a window, in seconds. */
  seconds: number;
}

export interface FloodCounterOptions {
  rules: FloodRules;
  /** Prefix of the keys in Redis, with the service's name. */
  prefix: string;
  redis: Redis | null;
  log: Log;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

interface Count {
  /** Counted here since the last settling. */
  unsettled: number;
  /** What all replicas had counted at the last settling. */
  settled: number;
}

/** Beyond this many addresses in one window, new ones share one count: memory stays bounded under any flood. */
const mostAddresses = 50_000;
const everyoneElse = 'others';
const settleWithinMs = 500;

/**
 * Counts requests by address in fixed windows, in this process, and settles with the other replicas through Redis
 * beside the requests, never within one. With Redis away each process holds the limit on its own.
 */
export class FloodCounter {
  #window = 0;
  #counts = new Map<string, Count>();
  #away = false;

  constructor(private readonly options: FloodCounterOptions) {}

  /** Counts one request. Returns 0 when it may pass, else the seconds after which to try again. */
  hit(address: string): number {
    const now = this.#now();
    this.#turnWindow(now);
    const count = this.#countOf(address);
    count.unsettled += 1;
    if (count.settled + count.unsettled <= this.options.rules.requests) return 0;
    return Math.max(1, Math.ceil((this.#window + 1) * this.options.rules.seconds - now / 1000));
  }

  /** Adds what was counted here to the common count and learns the sum. Called once a second; never throws. */
  async settle(): Promise<void> {
    const due = [...this.#counts].filter(([, count]) => count.unsettled > 0);
    if (due.length === 0 || !this.options.redis) return;
    const window = this.#window;
    const sent = due.map(([, count]) => count.unsettled);
    try {
      const sums = await this.#exchange(
        this.options.redis,
        window,
        due.map(([address]) => address),
        sent,
      );
      if (window === this.#window) due.forEach(([, count], index) => this.#take(count, sent[index] ?? 0, sums[index]));
      if (this.#away) this.options.log.info('flood counts are shared again');
      this.#away = false;
    } catch (error) {
      if (!this.#away) {
        this.options.log.warn(
          { err: error },
          'flood counts are not shared: Redis does not take them, each process counts alone',
        );
      }
      this.#away = true;
    }
  }

  #take(count: Count, sent: number, sum: number | undefined): void {
    count.unsettled -= sent;
    count.settled = Math.max(sum ?? 0, count.settled + sent);
  }

  async #exchange(redis: Redis, window: number, addresses: string[], sent: number[]): Promise<number[]> {
    if (redis.status !== 'ready') throw new Error(`the connection is ${redis.status}`);
    const batch = redis.pipeline();
    addresses.forEach((address, index) => {
      const key = `${this.options.prefix}:${window}:${address}`;
      batch.incrby(key, sent[index] ?? 0).expire(key, this.options.rules.seconds * 2);
    });
    const answers = await within(settleWithinMs, batch.exec());
    const refused = answers?.find(([error]) => error !== null)?.[0];
    if (refused) throw refused;
    return addresses.map((_, index) => Number(answers?.[index * 2]?.[1] ?? 0));
  }

  #countOf(address: string): Count {
    const known =
      this.#counts.get(address) ?? (this.#counts.size >= mostAddresses ? this.#counts.get(everyoneElse) : undefined);
    if (known) return known;
    const fresh = { unsettled: 0, settled: 0 };
    this.#counts.set(this.#counts.size >= mostAddresses ? everyoneElse : address, fresh);
    return fresh;
  }

  #turnWindow(now: number): void {
    const window = Math.floor(now / 1000 / this.options.rules.seconds);
    if (window === this.#window) return;
    this.#window = window;
    this.#counts = new Map();
  }

  #now(): number {
    return this.options.now?.() ?? Date.now();
  }
}
