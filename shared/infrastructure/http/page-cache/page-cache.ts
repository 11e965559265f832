import type { KnownEpochs, Position } from '../../fragments/cache/known-epochs.js';
import { within } from '../../../lib/within.js';
import { ByteLimitedMap } from '../../fragments/cache/memory.js';
import type { Log } from '../../log/log.js';
import type { Context, Middleware } from '../context.js';
import { schemeIn } from '../chosen-scheme.js';
import { hostname } from '../host-allow-list.js';
import { isStranger } from '../session/cookies.js';
import { takesCoding, type ReadyCoding } from '../takes-coding.js';
import type { Cacheable } from './cacheable.js';
import { sendPage } from './send-page.js';
import { bytesOf, compressPage, storePage, type StoredPage } from './stored-page.js';

interface Kept {
  page: StoredPage;
  tags: readonly string[];
  position: Position;
  until: number;
}

export interface PageCacheOptions {
  known: KnownEpochs;
  mostBytes: number;
  log: Log;
  now: () => number;
  /** Requests that want to see the page being made. */
  isAsideFor?: (ctx: Context) => boolean;
}

/** Which names in the query count at one host and path, and what follows in the key when none of them is given. */
interface Place {
  names: readonly string[];
  plain: string;
}

const mostPlaces = 20_000;
/** A page takes a millisecond or two. Where all threads are busy with more than that, whoever asked gets it as it is. */
const patienceMs = 50;
const asItIs = () => undefined;

/** `Server-Timing` of a page that was there. */
export const fromMemory = 'page;desc="memory"';

/** Whole pages for strangers, in this process's memory, ended by the same tags as the fragments in them. */
export class PageCache {
  readonly #pages: ByteLimitedMap<Kept>;
  /** Which names in the query count, by host and path; learned from the first answer. */
  readonly #places: ByteLimitedMap<Place>;

  constructor(private readonly options: PageCacheOptions) {
    this.#pages = new ByteLimitedMap(options.mostBytes);
    this.#places = new ByteLimitedMap(mostPlaces);
  }

  readonly serve: Middleware = (ctx, next) => {
    const isForAll = ['GET', 'HEAD'].includes(ctx.method) && isStranger(ctx.get('cookie'));
    return isForAll && !this.options.isAsideFor?.(ctx) ? this.#serve(ctx, next) : next();
  };

  async #serve(ctx: Context, next: () => Promise<void>): Promise<void> {
    const known = this.#recall(ctx);
    if (known !== undefined) {
      ctx.state.route = 'page cache';
      ctx.set('server-timing', fromMemory);
      sendPage(ctx, known);
      return;
    }
    const position = this.options.known.position;
    await next();
    const { cacheable } = ctx.state;
    if (cacheable !== undefined && position !== null && ctx.status === 200 && Buffer.isBuffer(ctx.body)) {
      await this.#keep(ctx, ctx.body, cacheable(), position);
    }
  }

  /** The page for a stranger's request without any parameter, if it is there. `host` is one of ours. */
  recallPlain(host: string, path: string, cookieHeader: string): StoredPage | undefined {
    const place = placeOf(host, path);
    const known = this.#places.get(place);
    return known === undefined ? undefined : this.#find(place + known.plain + (schemeIn(cookieHeader) ?? ''));
  }

  #recall(ctx: Context): StoredPage | undefined {
    const known = this.#places.get(placeOf(ctx.host, ctx.path));
    return known === undefined ? undefined : this.#find(keyOf(ctx, known.names));
  }

  #find(key: string): StoredPage | undefined {
    const kept = this.#pages.get(key);
    if (kept === undefined) return undefined;
    const { known, now } = this.options;
    const holds = kept.position.generation === known.generation && known.holds({ ...kept.position, tags: kept.tags });
    if (holds && known.isListening && now() < kept.until) return kept.page;
    this.#pages.delete(key);
    return undefined;
  }

  /** Names that mean nothing could still have left a trace in the page, so only requests without any are kept. */
  async #keep(ctx: Context, body: Buffer, { query, tags, ttlMs }: Cacheable, position: Position): Promise<void> {
    const page = storePage(body, ctx.response.get('content-type'), keptHeaders(ctx));
    const kept = { page, tags, position, until: this.options.now() + ttlMs };
    const isKept = ttlMs > 0 && Object.keys(ctx.query).every((name) => query.includes(name));
    const compressed = this.#compress(page, isKept ? undefined : bestTaken(ctx));
    await within(patienceMs, compressed).catch(asItIs);
    if (isKept) {
      const key = keyOf(ctx, query);
      this.#places.set(placeOf(ctx.host, ctx.path), { names: query, plain: queryOf({}, query) }, 1);
      this.#pages.set(key, kept, sizeOf(key, page));
      void compressed.then(() => this.#weighAgain(key, kept));
    }
    sendPage(ctx, page);
  }

  /** What took longer than the first visitor waited has made the page larger since. */
  #weighAgain(key: string, kept: Kept): void {
    if (this.#pages.get(key) === kept) this.#pages.set(key, kept, sizeOf(key, kept.page));
  }

  async #compress(page: StoredPage, wanted?: Record<ReadyCoding, boolean>): Promise<void> {
    try {
      await compressPage(page, wanted);
    } catch (error) {
      this.options.log.warn({ err: error }, 'a page could not be compressed and is sent as it is');
    }
  }
}

/** Of a page that nobody else will get. */
function bestTaken(ctx: Context): Record<ReadyCoding, boolean> {
  const { br, gzip } = takesCoding(ctx.headers['accept-encoding']);
  return { br, gzip: gzip && !br };
}

const placeOf = (host: string, path: string) => hostname(host) + path;

/** The chosen scheme is the one cookie that a stranger may have and a page may show. */
function keyOf(ctx: Context, names: readonly string[]): string {
  const scheme = schemeIn(ctx.get('cookie')) ?? '';
  return placeOf(ctx.host, ctx.path) + queryOf(ctx.query, names) + scheme;
}

function queryOf(query: Context['query'], names: readonly string[]): string {
  return `?${names.map((name) => JSON.stringify(query[name] ?? null)).join('&')} `;
}

function sizeOf(key: string, page: StoredPage): number {
  return key.length + bytesOf(page) + 500;
}

const headersOfThePage = ['link', 'content-language', 'x-robots-tag', 'cache-control', 'last-modified'];

function keptHeaders(ctx: Context): Record<string, string> {
  const held = headersOfThePage.filter((name) => ctx.response.headers[name] !== undefined);
  return Object.fromEntries(held.map((name) => [name, ctx.response.get(name)]));
}
