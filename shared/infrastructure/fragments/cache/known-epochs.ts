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
  #epoch = 0;
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
    return { namespace: this.#namespace, epoch: this.#epoch, generation: this.#generation };
  }

  hear({ namespace, epoch, tags }: Invalidation): void {
    this.#heard += 1;
    this.meet(namespace, epoch);
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

  /** The namespace and the epoch were seen; another namespace than before means that Redis was emptied. */
  meet(namespace: string, epoch: number): void {
    if (this.#namespace === null) this.#namespace = namespace;
    else if (this.#namespace !== namespace) this.#forget(namespace);
    this.#epoch = Math.max(this.#epoch, epoch);
  }

  /** Whether nothing that the entry shows was changed since it was begun, as far as this process has heard. */
  holds({ namespace, epoch, tags }: Pick<Entry, 'namespace' | 'epoch' | 'tags'>): boolean {
    if (namespace !== this.#namespace) return false;
    return tags.every((tag) => (this.#lastOf.get(tag) ?? this.#floor) <= epoch);
  }

  #forget(namespace: string | null): void {
    this.#lastOf.clear();
    this.#floor = 0;
    this.#epoch = 0;
    this.#namespace = namespace;
    this.#generation += 1;
  }
}
