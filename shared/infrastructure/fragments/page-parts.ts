import type { Cacheable } from '../http/page-cache/cacheable.js';
import type { Composer, FragmentRequest, Shown, ShownFragment } from './compose.js';
import { addNote } from './fragment-html.js';
import type { LayoutParts } from './layout-parts.js';
import type { Onlooker } from './subject.js';
import type { Trace } from './upstream.js';

/** The fragments of one page, those of its header among them, which set out with the first. */
export class PageParts {
  readonly #shown: ShownFragment[] = [];
  #layout: LayoutParts | Promise<LayoutParts> | null = null;
  /** How long the page has waited for what it asked for so far. */
  #waitedMs = 0;

  constructor(
    private readonly composer: Composer,
    private readonly header: Readonly<Record<keyof LayoutParts, FragmentRequest>>,
    private readonly onlooker: Onlooker,
    private readonly trace: Trace,
    /** Whether each shows where it begins and ends, where it came from and what it cost. */
    private readonly isRevealed = false,
  ) {}

  /** Everything that the page has shown so far. */
  get shown(): readonly ShownFragment[] {
    return this.#shown;
  }

  layout(): LayoutParts | Promise<LayoutParts> {
    return (this.#layout ??= this.#showLayout());
  }

  async compose<K extends string>(wanted: Readonly<Record<K, FragmentRequest>>): Promise<Shown<K>> {
    const layout = this.layout();
    // A header that fails is told of when the page waits for it.
    if (layout instanceof Promise) layout.catch(() => undefined);
    return this.#show(wanted);
  }

  /** What may be kept of a page that shows this: never longer than the first of its fragments that grows old. */
  cacheable({ query, tags, ttlMs }: Cacheable): Cacheable {
    return {
      query,
      tags: [...new Set([...tags, ...this.#shown.flatMap((one) => one.tags)])],
      ttlMs: Math.min(ttlMs, ...this.#shown.map(({ freshMs }) => freshMs)),
    };
  }

  #show<K extends string>(wanted: Readonly<Record<K, FragmentRequest>>): Shown<K> | Promise<Shown<K>> {
    const withinMs = this.composer.timeLeft(this.#waitedMs);
    const shown = this.composer.compose(wanted, this.onlooker, this.trace, withinMs);
    if (!(shown instanceof Promise)) return this.#take(shown);
    const beganAt = performance.now();
    return shown.then((all) => {
      this.#waitedMs += performance.now() - beganAt;
      return this.#take(all);
    });
  }

  #take<K extends string>(shown: Shown<K>): Shown<K> {
    const all = Object.values<ShownFragment>(shown);
    this.#shown.push(...all);
    if (this.isRevealed) for (const one of all) one.html = addNote(one.type, one.html, describe(one));
    return shown;
  }

  #showLayout(): LayoutParts | Promise<LayoutParts> {
    const shown = this.#show(this.header);
    return shown instanceof Promise ? shown.then(htmlOf) : htmlOf(shown);
  }
}

function htmlOf({ basket, you, menu }: Shown<keyof LayoutParts>): LayoutParts {
  return { basket: basket.html, you: you.html, menu: menu.html };
}

function describe({ type, state, source, ageMs, waitedMs }: ShownFragment): string {
  const where = state === 'fresh' || state === 'stale' ? `${state}, from ${source}` : state;
  return `${type}: ${where}, ${(ageMs / 1000).toFixed(1)} s old, waited ${waitedMs.toFixed(1)} ms`;
}
