import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { AdminAnswer } from './request.js';

interface Asked {
  method?: string | undefined;
  headers: IncomingHttpHeaders;
}

/** Headers and body as Ghost sends them; `cut` sends half of the body and leaves. */
export function sendAnswer(asked: Asked, response: ServerResponse, answer: AdminAnswer, version: string, cut = false) {
  const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
  const etag = weakTagOf(text);
  const headers: OutgoingHttpHeaders = {
    'content-version': version,
    vary: 'Accept-Version, Accept-Encoding',
    'cache-control': 'no-cache, private, no-store, must-revalidate, max-stale=0, post-check=0, pre-check=0',
    etag,
    ...answer.headers,
  };
  if (isFresh(asked, answer.status, etag)) return response.writeHead(304, headers).end();
  if (text === '') return response.writeHead(answer.status, headers).end();
  response.writeHead(answer.status, {
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  if (!cut) return response.end(text);
  return response.write(text.slice(0, text.length / 2), () => response.destroy());
}

/** As Express does it: length and the beginning of a SHA-1. */
function weakTagOf(text: string): string {
  const digest = createHash('sha1').update(text).digest('base64').slice(0, 27);
  return `W/"${Buffer.byteLength(text).toString(16)}-${digest}"`;
}

/** Who says `no-cache`, as Node's fetch does beside If-None-Match, gets the whole answer again. */
function isFresh({ method, headers }: Asked, status: number, etag: string): boolean {
  const known = headers['if-none-match'];
  if (known === undefined || status !== 200 || (method !== 'GET' && method !== 'HEAD')) return false;
  if (headers['cache-control']?.includes('no-cache')) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return known.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag));
}
