import type { Redis } from 'ioredis';
import type { Log } from '../../log/log.js';
import type { Invalidation, KnownEpochs } from './known-epochs.js';
import { readEpochs } from './scripts.js';
import { epochKeys, freshNamespace, invalidationChannel, sendInvalidation, tagKey } from './send-invalidation.js';

export interface EpochsOptions {
  /** The Redis that never evicts. */
  redis: Redis;
  /** A connection of its own, which only listens. */
  subscriber: Redis;
  /** Of the install, as it stands before every key. */
  prefix: string;
  known: KnownEpochs;
  log: Log;
}

export interface EpochsNow {
  namespace: string;
  epoch: number;
  /** Of each tag asked for, in their order; 0 where none is remembered. */
  lastOf: number[];
}

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
    const { subscriber, prefix, known } = this.options;
    await subscriber.subscribe(invalidationChannel(prefix));
    known.begin();
    await this.read([]);
  }

  /** @throws Error when Redis does not answer. */
  async read(tags: readonly string[]): Promise<EpochsNow> {
    const keys = [...epochKeys, ...tags.map(tagKey)];
    const [namespace, epoch, ...lastOf] = (await this.options.redis.eval(
      readEpochs,
      keys.length,
      ...keys,
      freshNamespace(),
    )) as [string, number, ...number[]];
    this.options.known.meet(namespace);
    return { namespace, epoch, lastOf };
  }

  /** @throws Error when Redis does not answer; the built-in task of the activity then says it again. */
  async invalidate(tags: readonly string[]): Promise<void> {
    const { redis, prefix, known } = this.options;
    known.learn(await sendInvalidation(redis, prefix, tags));
  }
}
