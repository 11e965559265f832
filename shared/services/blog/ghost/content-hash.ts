import { createHash } from 'node:crypto';

/** One short word for all that was taken. Dates of Ghost's own bookkeeping do not count: a login moves an author's. */
export function contentHash(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
