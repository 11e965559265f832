import { createHash } from 'node:crypto';
import { encodeUtf8 } from '../../lib/encode-utf8.js';
import type { Context } from './context.js';
import type { Cacheable } from './page-cache/cacheable.js';

/** Something for machines that everybody may be sent alike: a feed, a map of the site. */
export interface SharedDocument {
  /** Media type with its charset. */
  type: string;
  body: string;
  /** For how long others may keep it unasked, in seconds. */
  maxAge: number;
  cache: Cacheable;
}

/**
 * Answers with the document and its tag, and lets it be kept in memory until something in it changes. Never with the time of
 * its last change: what was taken back leaves no time behind, and whoever asks by time would go on showing it.
 */
export function sendDocument(ctx: Context, { type, body, maxAge, cache }: SharedDocument): void {
  ctx.status = 200;
  ctx.type = type;
  ctx.set('cache-control', `public, max-age=${maxAge}`);
  const bytes = encodeUtf8(body);
  ctx.etag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  ctx.body = bytes;
  ctx.state.cacheable = () => cache;
}
