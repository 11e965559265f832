import { z } from 'zod';
import type { GhostCursor, GhostKind, GhostNews, GhostPage, GhostReader } from '../../../contracts/ghost.js';
import type { Clock } from '../../../contracts/ports.js';
import { AppError } from '../../../lib/errors.js';
import type { HttpClient } from '../../http/client/http-client.js';
import { adminToken } from './admin-token.js';
import { bodyOf, ghostAway, ghostStrange } from './ghost-errors.js';
import { actions, newsOverlapMs, toNews, type Action } from './news.js';
import { withPatience, type Patience } from './with-patience.js';

export interface GhostReaderOptions extends Patience {
  /** Origin and path. */
  site: string;
  /** `id:secret`. */
  key: string;
  /** Must allow the site's origin, which may be a private one. */
  http: Pick<HttpClient, 'request'>;
  clock: Clock;
}

/** Texts are long: a page of them stays far below what is read of one answer. */
const perPage: Record<GhostKind, number> = { tags: 100, users: 100, posts: 25, pages: 25 };
const mostBytes = 64 * 1024 * 1024;
const timeoutMs = 60_000;
/** What Ghost's search index tells of, and no more. */
const indexed = 10_000;

/** Whatever a text needs; without `formats` there is no HTML. */
const asked: Record<GhostKind, Record<string, string>> = {
  tags: {},
  users: {},
  posts: { formats: 'html,lexical,mobiledoc', include: 'tags,authors' },
  pages: { formats: 'html,lexical,mobiledoc', include: 'tags,authors' },
};

const things = z.array(z.object({ id: z.string().min(1), updated_at: z.string().nullish() }));
const ids = z.array(z.object({ id: z.string().min(1) }));
const total = z.object({ pagination: z.object({ total: z.number() }) });

export function ghostReader(options: GhostReaderOptions): GhostReader {
  const { site, key, http, clock } = options;
  const base = `${site.replace(/\/ghost\/*$/, '').replace(/\/+$/, '')}/ghost/api/admin`;

  /** One answer, or what it threw after all patience. */
  function ask(path: string, query: Record<string, string>): Promise<Record<string, unknown>> {
    const url = `${base}/${path}/?${new URLSearchParams(query).toString()}`;
    return withPatience(async () => {
      const headers = { authorization: `Ghost ${adminToken(key, clock())}`, 'accept-version': 'v6.0' };
      return bodyOf(await http.request(url, { headers, timeoutMs, maxBytes: mostBytes }).catch(away));
    }, options);
  }

  async function readAfter(kind: GhostKind, after: GhostCursor | null): Promise<GhostPage> {
    const limit = perPage[kind];
    const order = { limit: String(limit), order: 'updated_at asc,id asc' };
    const filter: Record<string, string> = after === null ? {} : { filter: filterAfter(after) };
    const answer = await ask(kind, { ...asked[kind], ...order, ...filter });
    const found = readList(things, answer, kind);
    const last = found.at(-1);
    const left = total.safeParse(answer['meta']).data?.pagination.total ?? found.length;
    const end = last === undefined ? after : { updatedAt: momentOf(last.updated_at, after), id: last.id };
    return {
      answer,
      last: last === undefined ? null : end,
      next: found.length < limit ? null : end,
      count: found.length,
      left,
    };
  }

  async function readIds(kind: GhostKind): Promise<string[]> {
    if (kind === 'posts' || kind === 'pages') {
      const all = readList(ids, await ask(`search-index/${kind}`, {}), kind).map(({ id }) => id);
      if (all.length < indexed) return all;
    }
    return readEach(kind);
  }

  async function readEach(kind: GhostKind): Promise<string[]> {
    const all: string[] = [];
    for (let last: string | null = null; ; last = all.at(-1) ?? null) {
      const filter: Record<string, string> = last === null ? {} : { filter: `id:>'${last}'` };
      const page = readList(ids, await ask(kind, { fields: 'id', limit: '100', order: 'id asc', ...filter }), kind);
      all.push(...page.map(({ id }) => id));
      if (page.length < 100) return all;
    }
  }

  async function readNews(since: GhostCursor | null): Promise<GhostNews> {
    const from = since && since.updatedAt.getTime() - newsOverlapMs;
    const lines: Action[] = [];
    for (let page = 1; ; page += 1) {
      const answer = await ask('actions', { limit: from === null ? '1' : '100', page: String(page) });
      const found = readList(actions, answer, 'actions');
      const fresh = found.filter((line) => from === null || new Date(line.created_at).getTime() >= from);
      lines.push(...fresh);
      if (from === null || fresh.length < found.length || found.length < 100) break;
    }
    const news = toNews(lines, since);
    return from === null ? { ...news, touched: { tags: [], users: [], posts: [], pages: [] }, unnamed: [] } : news;
  }

  const readByIds = (kind: GhostKind, wanted: readonly string[]) =>
    ask(kind, { ...asked[kind], limit: '100', filter: `id:[${wanted.map((id) => `'${id}'`).join(',')}]` });

  return { site, readAfter, readNews, readByIds, readIds };
}

/** What broke on the way is for another time; what we refuse to speak to is not. */
function away(error: unknown): never {
  const isOnTheWay = error instanceof AppError && /^upstream-(?:timeout|unreachable)$/.test(error.code);
  throw isOnTheWay ? ghostAway(error.sentence.replace(/\.$/, ''), error) : error;
}

function readList<T>(schema: z.ZodType<T[]>, answer: Record<string, unknown>, name: string): T[] {
  const list = schema.safeParse(answer[name]);
  if (!list.success) throw ghostStrange(`it holds no ${name}`);
  return list.data;
}

/** Ghost's filters know moments to the second and without a zone; an ISO date finds nothing. */
function filterAfter({ updatedAt, id }: GhostCursor): string {
  const moment = `'${updatedAt.toISOString().slice(0, 19).replace('T', ' ')}'`;
  return id === null ? `updated_at:>=${moment}` : `updated_at:>${moment},(updated_at:${moment}+id:>'${id}')`;
}

function momentOf(said: string | null | undefined, after: GhostCursor | null): Date {
  const moment = said ? new Date(said) : null;
  return moment && !Number.isNaN(moment.getTime()) ? moment : (after?.updatedAt ?? new Date(0));
}
