import { setTimeout as pause } from 'node:timers/promises';
import { within } from '../../../lib/within.js';
import { Breaker } from '../../../lib/breaker.js';
import { freshnessOf, type Entry } from './entry.js';
import type { Epochs, EpochsNow } from './epochs.js';
import { Flights, type Flight } from './flights.js';
import type { KnownEpochs } from './known-epochs.js';
import type { ByteLimitedMap } from './memory.js';
import type { SharedStore } from './shared-store.js';

/** What is asked for, under the key that stands for it. */
export interface Wanted<R> {
  key: string;
  request: R;
  ttlMs: number;
  staleMs: number;
}

/** What the owner answered. */
export interface Made {
  html: string;
  tags: readonly string[];
}

export interface Found {
  entry: Entry;
  isFresh: boolean;
  source: 'memory' | 'shared' | 'upstream';
}

/** Asks the owners for all of these at once. Each has an answer of its own: what fails or is slow holds up no neighbour. */
export type Fetch<R> = (wanted: readonly Wanted<R>[]) => Promise<Made>[];

export interface FragmentCacheOptions<R> {
  memory: ByteLimitedMap<Kept>;
  known: KnownEpochs;
  epochs: Pick<Epochs, 'read'>;
  shared: SharedStore;
  fetch: Fetch<R>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** An entry in this process's memory, and when in the life of the subscription it got there. */
export interface Kept {
  entry: Entry;
  generation: number;
}

/** What one fill has to do, with the state of the epochs before it asked anybody. */
interface Errand<R> {
  wanted: Wanted<R>;
  flight: Flight<Found>;
}

/** Redis on the way to a page is a help, not a condition. */
const redisMs = 100;
/** How long what was made is shown while nobody can tell us that it changed. */
const unheardMs = 1_000;
const waitForOthersMs = 1_500;
const lookAgainMs = 15;

/**
 * Memory, then Redis, then the owner; one flight for one key in this process and, by a lease, in all of them. What was
 * invalidated is never shown; what only grew old is shown while it is fetched anew. A failure is never kept.
 */
export class FragmentCache<R> {
  readonly #flights = new Flights<Found>();
  /** A Redis that hangs costs one page a tenth of a second, not every page. */
  readonly #redis = new Breaker({ failures: 1, openMs: 500, longestMs: 2_000, now: () => performance.now() });

  constructor(private readonly options: FragmentCacheOptions<R>) {}

  /** At once from memory where it can be; else a promise, which rejects when nobody has an answer. */
  find(wanted: readonly Wanted<R>[]): (Found | Promise<Found>)[] {
    const { heard } = this.options.known;
    const errands: Errand<R>[] = [];
    const found = wanted.map((one) => {
      const held = this.#recall(one.key);
      if (held?.isFresh === true) return held;
      const { flight, isNew } = this.#flights.board(one.key, heard);
      if (isNew) errands.push({ wanted: one, flight });
      return held ?? flight.promise;
    });
    if (errands.length > 0) void this.#fill(errands);
    return found;
  }

  #recall(key: string): Found | undefined {
    const { memory, known, now } = this.options;
    const kept = memory.get(key);
    if (kept === undefined) return undefined;
    const { entry, generation } = kept;
    const freshness = freshnessOf(entry, now());
    const isBelieved = known.isListening ? known.holds(entry) : now() - entry.madeAt < unheardMs;
    if (freshness === 'over' || generation !== known.generation || !isBelieved) {
      memory.delete(key);
      return undefined;
    }
    return { entry, isFresh: freshness === 'fresh', source: 'memory' };
  }

  async #fill(errands: readonly Errand<R>[]): Promise<void> {
    try {
      await this.#look(errands, this.#fetchOrWait);
    } catch (error) {
      for (const { flight } of errands) this.#fail(flight, error);
    } finally {
      for (const { flight } of errands) this.#flights.land(flight);
    }
  }

  /** Answers from Redis what can be, and hands on the rest, the merely old among it. */
  async #look(errands: readonly Errand<R>[], goOn: (rest: readonly Errand<R>[], before: Before) => Promise<unknown>) {
    const generation = this.options.known.generation;
    const { entries, epochs } = await this.#ask(errands.map(({ flight }) => flight.key));
    const rest = errands.filter(({ flight }, index) => {
      const entry = entries[index];
      if (entry === undefined) return true;
      const isFresh = freshnessOf(entry, this.options.now()) === 'fresh';
      if (isFresh) this.#keep(flight.key, entry, generation);
      this.#arrive(flight, { entry, isFresh, source: 'shared' });
      return !isFresh;
    });
    if (rest.length > 0) await goOn(rest, { generation, epochs });
  }

  /** Entries whose tags still hold, and the epochs as they were when none of what is missing had been begun. */
  async #ask(keys: string[]): Promise<{ entries: (Entry | undefined)[]; epochs: EpochsNow | null }> {
    const { shared, epochs, now } = this.options;
    try {
      const found = await this.#asking(() => shared.getMany(keys));
      const tags = [...new Set(found.flatMap((entry) => entry?.tags ?? []))];
      const current = await this.#asking(() => epochs.read(tags));
      const lastOf = new Map(tags.map((tag, index) => [tag, current.lastOf[index] ?? 0]));
      const holds = (entry: Entry) =>
        entry.namespace === current.namespace && entry.tags.every((tag) => (lastOf.get(tag) ?? 0) <= entry.epoch);
      const entries = found.map((entry) =>
        entry !== null && holds(entry) && freshnessOf(entry, now()) !== 'over' ? entry : undefined,
      );
      return { entries, epochs: current };
    } catch {
      return { entries: [], epochs: null };
    }
  }

  readonly #fetchOrWait = async (errands: readonly Errand<R>[], before: Before): Promise<void> => {
    const leased = await this.#lease(errands, before);
    const ours = errands.filter((_, index) => leased[index] !== 'taken');
    const others = errands.filter((_, index) => leased[index] === 'taken');
    await Promise.all([
      ours.length > 0 ? this.#fetch(ours, before) : undefined,
      ...others.map((errand) => this.#waitForOther(errand)),
    ]);
  };

  /** Without Redis everyone is on their own. */
  async #lease(errands: readonly Errand<R>[], { epochs }: Before): Promise<('ours' | 'taken' | 'none')[]> {
    if (epochs === null) return errands.map(() => 'none');
    const keys = errands.map(({ flight }) => flight.key);
    const taking = this.#asking(() => this.options.shared.takeLeases(keys, epochs.epoch));
    return taking.then(
      (areOurs) => areOurs.map((isOurs) => (isOurs ? 'ours' : 'taken')),
      () => errands.map(() => 'none'),
    );
  }

  async #fetch(errands: readonly Errand<R>[], before: Before): Promise<void> {
    const { shared, fetch } = this.options;
    const { epochs } = before;
    const answers = fetch(errands.map(({ wanted }) => wanted));
    await Promise.all(
      errands.map(async ({ wanted, flight }, index) => {
        const isShared = await (answers[index] ?? Promise.reject(new Error('nobody answered'))).then(
          (made) => this.#take(wanted, flight, made, before),
          (error: unknown) => this.#fail(flight, error),
        );
        // Otherwise it runs out by itself: whoever looked just before there was an answer must not take it and ask again.
        if (epochs !== null && isShared !== true) await this.#try(() => shared.releaseLease(flight.key, epochs.epoch));
      }),
    );
  }

  /** Whether other processes can find it now. */
  async #take(
    { ttlMs, staleMs }: Wanted<R>,
    flight: Flight<Found>,
    { html, tags }: Made,
    { generation, epochs }: Before,
  ): Promise<boolean> {
    const { namespace, epoch } = epochs ?? { namespace: '', epoch: 0 };
    const entry: Entry = { html, tags, namespace, epoch, madeAt: this.options.now(), ttlMs, staleMs };
    if (epochs !== null || !this.options.known.isListening) this.#keep(flight.key, entry, generation);
    this.#arrive(flight, { entry, isFresh: true, source: 'upstream' });
    return epochs !== null && this.#try(() => this.options.shared.put(flight.key, entry));
  }

  /** Another process fetches it. If that comes to nothing, its lease is free again and we go ourselves. */
  async #waitForOther(errand: Errand<R>): Promise<void> {
    const until = performance.now() + waitForOthersMs;
    let isDone = false;
    while (!isDone && performance.now() < until) {
      await pause(lookAgainMs);
      isDone = true;
      await this.#look([errand], async (rest, before) => {
        isDone = (await this.#lease([errand], before))[0] !== 'taken';
        if (isDone) await this.#fetch(rest, before);
      });
    }
    this.#fail(errand.flight, new Error('another process had the lease and brought nothing'));
  }

  /** Whoever comes after an answer is given may find a later one; what is merely old is still being fetched anew. */
  #arrive(flight: Flight<Found>, found: Found): void {
    if (found.isFresh) this.#flights.land(flight);
    flight.resolve(found);
  }

  #fail(flight: Flight<Found>, error: unknown): void {
    this.#flights.land(flight);
    flight.reject(error);
  }

  #keep(key: string, entry: Entry, generation: number): void {
    if (generation !== this.options.known.generation) return;
    this.options.memory.set(key, { entry, generation }, key.length + 2 * entry.html.length + 300);
  }

  async #asking<T>(redis: () => Promise<T>): Promise<T> {
    if (!this.#redis.tryEnter()) throw new Error('Redis did not answer just now');
    try {
      const answer = await within(redisMs, redis());
      this.#redis.succeed();
      return answer;
    } catch (error) {
      this.#redis.fail();
      throw error;
    }
  }

  async #try(redis: () => Promise<unknown>): Promise<boolean> {
    return this.#asking(redis).then(
      () => true,
      () => false,
    );
  }
}

/** How things stood before anybody was asked to make anything. */
interface Before {
  generation: number;
  /** Null without Redis: then nothing can be kept for long, since nobody would say when it changes. */
  epochs: EpochsNow | null;
}
