import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Log } from '../../log/log.js';
import type { Invalidation, KnownEpochs } from './known-epochs.js';
import { invalidateTags, readEpochs } from './scripts.js';

export interface EpochsOptions {
  /** The Redis that never evicts. */
  redis: Redis;
  /** A connection of its own, which only listens. */
  subscriber: Redis;
  channel: string;
  known: KnownEpochs;
  /** Longer than any entry lives, stale time included: how long an invalidation is remembered. */
  rememberMs: number;
  log: Log;
}

export interface EpochsNow {
  namespace: string;
  epoch: number;
  /** Of each tag asked for, in their order; 0 where none is remembered. */
  lastOf: number[];
}

const keyOf = (tag: string) => `cache:inv:${tag}`;
const headKeys = ['cache:namespace', 'cache:epoch'];

/** What was invalidated when, shared by all processes through Redis (docs/adr/0004). */
export class Epochs {
  constructor(private readonly options: EpochsOptions) {
    const { subscriber, known, log } = options;
    subscriber.on('ready', () => {
      this.#listen().catch((error: unknown) => log.debug({ err: error }, 'invalidations cannot be heard yet'));
    });
    subscriber.on('close', () => known.lose());
    subscriber.on('message', (_channel: string, text: string) => known.hear(JSON.parse(text) as Invalidation));
  }

  /** From here on nothing is missed, so from here on memory may be believed. */
  async #listen(): Promise<void> {
    const { subscriber, channel, known } = this.options;
    await subscriber.subscribe(channel);
    known.begin();
    await this.read([]);
  }

  /** @throws Error when Redis does not answer. */
  async read(tags: readonly string[]): Promise<EpochsNow> {
    const keys = [...headKeys, ...tags.map(keyOf)];
    const [namespace, epoch, ...lastOf] = (await this.options.redis.eval(
      readEpochs,
      keys.length,
      ...keys,
      freshNamespace(),
    )) as [string, number, ...number[]];
    this.options.known.meet(namespace, epoch);
    return { namespace, epoch, lastOf };
  }

  /** @throws Error when Redis does not answer; the built-in task of the activity then says it again. */
  async invalidate(tags: readonly string[]): Promise<void> {
    const { redis, channel, rememberMs, known } = this.options;
    const keys = [...headKeys, ...tags.map(keyOf)];
    const [namespace, epoch] = (await redis.eval(
      invalidateTags,
      keys.length,
      ...keys,
      freshNamespace(),
      rememberMs,
      channel,
      JSON.stringify(tags),
    )) as [string, number];
    known.hear({ namespace, epoch, tags });
  }
}

function freshNamespace(): string {
  return randomBytes(12).toString('base64url');
}
