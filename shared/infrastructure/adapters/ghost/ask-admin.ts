import type { z } from 'zod';
import type { Clock } from '../../../contracts/ports.js';
import { AppError } from '../../../lib/errors.js';
import type { HttpClient } from '../../http/client/http-client.js';
import { adminToken } from './admin-token.js';
import { bodyOf, ghostAway, ghostStrange } from './ghost-errors.js';
import { withPatience, type Patience } from './with-patience.js';

export interface GhostReaderOptions extends Patience {
  /** Origin and path. */
  site: string;
  /** `id:secret`. */
  key: string;
  /** Must allow the site's origin, which may be a private one. */
  http: Pick<HttpClient, 'request'>;
  clock: Clock;
  /** Told with each answer which Ghost it is, as it says: `v6.65`. */
  onVersion?: (version: string) => void;
}

export type Answer = Record<string, unknown>;

/** One answer of the Admin API, or what it threw after all patience. */
export type AskAdmin = (path: string, query?: Record<string, string>) => Promise<Answer>;

const mostBytes = 64 * 1024 * 1024;
const timeoutMs = 60_000;

export function askAdmin(options: GhostReaderOptions): AskAdmin {
  const { site, key, http, clock, signal, onVersion } = options;
  const base = `${site.replace(/\/ghost\/*$/, '').replace(/\/+$/, '')}/ghost/api/admin`;
  const way = { timeoutMs, maxBytes: mostBytes, ...(signal && { signal }) };
  return function ask(path, query = {}) {
    const url = `${base}/${path}/?${new URLSearchParams(query).toString()}`;
    return withPatience(async () => {
      const headers = { authorization: `Ghost ${adminToken(key, clock())}`, 'accept-version': 'v6.0' };
      const response = await http.request(url, { headers, ...way }).catch(away);
      const version = response.headers['content-version'];
      if (version !== undefined) onVersion?.(version);
      return bodyOf(response);
    }, options);
  };
}

/** What broke on the way is for another time; what we refuse to speak to is not. */
function away(error: unknown): never {
  const isOnTheWay = error instanceof AppError && /^upstream-(?:timeout|unreachable)$/.test(error.code);
  throw isOnTheWay ? ghostAway(error.sentence.replace(/\.$/, ''), error) : error;
}

/** @throws AppError `ghost-answer` where it holds no such list. */
export function listIn<T>(schema: z.ZodType<T[]>, answer: Answer, name: string): T[] {
  const list = schema.safeParse(answer[name]);
  if (!list.success) throw ghostStrange(`it holds no ${name}`);
  return list.data;
}
