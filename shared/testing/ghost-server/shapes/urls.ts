import type { FlatRow, TextRow } from '../state/rows.js';

interface Site {
  origin: string;
}

export function urlOfText({ origin }: Site, { status, slug, uuid }: TextRow): string {
  if (status === 'published') return `${origin}/${slug}/`;
  return status === 'sent' ? `${origin}/email/${uuid}/` : `${origin}/p/${uuid}/`;
}

/** Internal tags have no page. */
export function urlOfTag({ origin }: Site, tag: FlatRow): string {
  return tag['visibility'] === 'internal' ? `${origin}/404/` : `${origin}/tag/${tag.slug}/`;
}
