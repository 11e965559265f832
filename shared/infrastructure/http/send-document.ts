import { createHash } from 'node:crypto';
import { encodeUtf8 } from '../../lib/encode-utf8.js';
import type { Context } from './context.js';
import type { Cacheable } from './page-cache/cacheable.js';

/** Something for machines that everybody may be sent alike: a feed, a map of the site. */
export interface SharedDocument {
  /** Media type with its charset. */
  type: string;
  body: string;
  /** When anything in it changed last; null where nobody knows. */
  lastModified: Date | null;
  /** For how long others may keep it unasked, in seconds. */
  maxAge: number;
  cache: Cacheable;
}

/** Answers with the document, its tag and its age, and lets it be kept in memory until something in it changes. */
export function sendDocument(ctx: Context, { type, body, lastModified, maxAge, cache }: SharedDocument): void {
  ctx.status = 200;
  ctx.type = type;
  ctx.set('cache-control', `public, max-age=${maxAge}`);
  if (lastModified !== null) ctx.lastModified = lastModified;
  const bytes = encodeUtf8(body);
  ctx.etag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  ctx.body = bytes;
  ctx.state.cacheable = () => cache;
}
