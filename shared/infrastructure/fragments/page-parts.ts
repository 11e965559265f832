import type { AppName } from '../../contracts/apps.js';
import type { Cacheable } from '../http/page-cache/page-cache.js';
import type { Composer, FragmentRequest, ShownFragment } from './compose.js';
import { layoutRequests, type LayoutParts } from './layout-parts.js';
import type { Onlooker } from './subject.js';
import type { Trace } from './upstream.js';

/** The fragments of one page, those of its header among them, which set out with the first. */
export class PageParts {
  readonly #shown: ShownFragment[] = [];
  #layout: Promise<LayoutParts> | null = null;

  constructor(
    private readonly composer: Composer,
    private readonly service: AppName,
    private readonly onlooker: Onlooker,
    private readonly trace: Trace,
  ) {}

  /** Everything that the page has shown so far. */
  get shown(): readonly ShownFragment[] {
    return this.#shown;
  }

  layout(): Promise<LayoutParts> {
    return (this.#layout ??= this.#showLayout());
  }

  async compose<K extends string>(wanted: Readonly<Record<K, FragmentRequest>>): Promise<Record<K, ShownFragment>> {
    // A header that fails is told of when the page waits for it.
    this.layout().catch(() => undefined);
    const shown = await this.composer.compose(wanted, this.onlooker, this.trace);
    this.#shown.push(...Object.values<ShownFragment>(shown));
    return shown;
  }

  /** What may be kept of a page that shows this: never longer than the first of its fragments that grows old. */
  cacheable({ query, tags, ttlMs }: Cacheable): Cacheable {
    return {
      query,
      tags: [...new Set([...tags, ...this.#shown.flatMap((one) => one.tags)])],
      ttlMs: Math.min(ttlMs, ...this.#shown.map(({ freshMs }) => freshMs)),
    };
  }

  async #showLayout(): Promise<LayoutParts> {
    const { basket, you } = await this.composer.compose(layoutRequests(this.service), this.onlooker, this.trace);
    this.#shown.push(basket, you);
    return { basket: basket.html, you: you.html };
  }
}
