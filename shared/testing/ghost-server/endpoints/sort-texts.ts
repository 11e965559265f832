import { compare } from '../query/sort-rows.js';
import type { TextRow } from '../state/rows.js';

const first = ['scheduled', 'draft', 'published', 'sent'];

/** Ghost's own order: scheduled ones, drafts, what is out; each with the newest in front. */
export function sortTexts(rows: TextRow[]): TextRow[] {
  const published = ({ status, published_at }: TextRow) => (status === 'draft' ? null : published_at);
  return rows.toSorted(
    (one, other) =>
      first.indexOf(one.status) - first.indexOf(other.status) ||
      compare(published(other), published(one)) ||
      compare(other.updated_at, one.updated_at) ||
      compare(other.id, one.id),
  );
}
