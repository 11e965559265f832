import type { Entry } from './entry.js';

/** What was told of one invalidation. */
export interface Invalidation {
  namespace: string;
  epoch: number;
  tags: readonly string[];
}

/** An epoch that was reached before now, and the life of memory that it belongs to. */
export interface Position {
  namespace: string;
  epoch: number;
  generation: number;
}

const mostTags = 20_000;

/**
 * What this process has heard of invalidations. It is complete only while the subscription stands: `begin` is called
 * when it does, `lose` when it does not, and what was kept before either is no longer believed.
 */
export class KnownEpochs {
  readonly #lastOf = new Map<string, number>();
  #namespace: string | null = null;
  /** Everything up to here was heard, in its order. */
  #reached = 0;
  /** For tags that were forgotten: none of them was invalidated later than this. */
  #floor = 0;
  #isListening = false;
  #generation = 0;
  #heard = 0;

  /** Another number than before means that everything kept until then must be thrown away. */
  get generation(): number {
    return this.#generation;
  }

  /** How many invalidations were heard: work begun at another count may not know of the latest. */
  get heard(): number {
    return this.#heard;
  }

  get isListening(): boolean {
    return this.#isListening;
  }

  begin(): void {
    this.#forget(null);
    this.#isListening = true;
  }

  lose(): void {
    this.#forget(null);
    this.#isListening = false;
  }

  /** Where things stand, for what is begun now; null while nobody would tell us of a change. */
  get position(): Position | null {
    if (!this.#isListening || this.#namespace === null) return null;
    return { namespace: this.#namespace, epoch: this.#reached, generation: this.#generation };
  }

  /** The subscription said so; it says everything, in the order of the epochs. */
  hear(invalidation: Invalidation): void {
    this.learn(invalidation);
    this.#reached = Math.max(this.#reached, invalidation.epoch);
  }

  /**
   * This process said so itself. Others' earlier ones may still be on their way, so it is no position: what is made of
   * parts that they end must not count as made after them.
   */
  learn({ namespace, epoch, tags }: Invalidation): void {
    this.#heard += 1;
    this.meet(namespace);
    for (const tag of tags) {
      const last = Math.max(epoch, this.#lastOf.get(tag) ?? 0);
      this.#lastOf.delete(tag);
      this.#lastOf.set(tag, last);
    }
    for (const [tag, last] of this.#lastOf) {
      if (this.#lastOf.size <= mostTags) break;
      this.#lastOf.delete(tag);
      this.#floor = Math.max(this.#floor, last);
    }
  }

  /** The namespace was seen; another one than before means that Redis was emptied. */
  meet(namespace: string): void {
    if (this.#namespace === null) this.#namespace = namespace;
    else if (this.#namespace !== namespace) this.#forget(namespace);
  }

  /** Something changed, and nobody can say at which epoch: nothing kept so far is believed, and no work joined. */
  doubt(): void {
    this.#heard += 1;
    this.#forget(this.#namespace);
  }

  /** Whether nothing that the entry shows was changed since it was begun, as far as this process has heard. */
  holds({ namespace, epoch, tags }: Pick<Entry, 'namespace' | 'epoch' | 'tags'>): boolean {
    if (namespace !== this.#namespace) return false;
    return tags.every((tag) => (this.#lastOf.get(tag) ?? this.#floor) <= epoch);
  }

  #forget(namespace: string | null): void {
    this.#lastOf.clear();
    this.#floor = 0;
    this.#reached = 0;
    this.#namespace = namespace;
    this.#generation += 1;
  }
}
