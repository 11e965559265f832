import type { Redis } from 'ioredis';
import { within } from '../../../lib/within.js';
import type { Log } from '../../log/log.js';
import { Debt } from './debt.js';
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

/** A unit waits no longer for it. */
const sayMs = 100;
/** How often it is asked whether anybody still speaks to us, and how long the answer may take. */
const heartbeatMs = 1_000;

/** What was invalidated when, shared by all processes through Redis (docs/adr/0004). */
export class Epochs {
  readonly #debt = new Debt((tags) => this.#say(tags));

  constructor(private readonly options: EpochsOptions) {
    const { subscriber, known, log } = options;
    subscriber.on('ready', () => {
      this.#listen().catch((error: unknown) => log.debug({ err: error }, 'invalidations cannot be heard yet'));
    });
    subscriber.on('close', () => known.lose());
    subscriber.on('message', (_channel: string, text: string) => known.hear(JSON.parse(text) as Invalidation));
    const heartbeat = setInterval(() => void this.#beat(), heartbeatMs).unref();
    subscriber.once('end', () => clearInterval(heartbeat));
  }

  /** From here on nothing is missed, so from here on memory may be believed. */
  async #listen(): Promise<void> {
    const { subscriber, prefix, known } = this.options;
    await subscriber.subscribe(invalidationChannel(prefix));
    known.begin();
    await this.read([]);
  }

  /** A Redis that hangs is one from which nothing is heard, although the connection stands. */
  async #beat(): Promise<void> {
    const { subscriber, known, log } = this.options;
    if (subscriber.status === 'ready') {
      await within(heartbeatMs, subscriber.ping()).catch((error: unknown) => {
        log.warn({ err: error }, 'nobody speaks to us of invalidations; we connect anew');
        known.lose();
        subscriber.disconnect(true);
      });
    }
    await this.#debt.pay().catch(() => undefined);
  }

  /** @throws Error when Redis does not answer. */
  async read(tags: readonly string[]): Promise<EpochsNow> {
    if (this.#debt.isOwed) await this.#debt.pay();
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

  /**
   * When Redis does not answer, this process forgets all it has kept and says it as soon as it can; the built-in task of
   * the activity does the same, in case this process ends before.
   *
   * @throws Error then.
   */
  async invalidate(tags: readonly string[]): Promise<void> {
    try {
      await within(sayMs, this.#say(tags));
    } catch (error) {
      this.#debt.owe(tags);
      this.options.known.doubt();
      throw error;
    }
  }

  async #say(tags: readonly string[]): Promise<void> {
    const { redis, prefix, known } = this.options;
    known.learn(await sendInvalidation(redis, prefix, tags));
  }
}
