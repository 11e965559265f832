import type { Ghost } from '../ghost.js';
import type { TextRow } from '../state/rows.js';

const maxRevisions = 25;

/** Revisions hold old bodies whole, and travel in every webhook. */
export function keepRevision(ghost: Ghost, row: TextRow, reason: string): void {
  const { id: post_id, lexical, title, status: post_status, custom_excerpt } = row;
  const { feature_image, feature_image_alt, feature_image_caption } = row;
  const at = { created_at_ts: ghost.clock.now(), created_at: ghost.clock.stamp() };
  row.revisions = [
    ...row.revisions.slice(1 - maxRevisions),
    {
      ...{ id: ghost.ids.objectId(), post_id, lexical, ...at, title, post_status, reason },
      ...{ feature_image, feature_image_alt, feature_image_caption, custom_excerpt },
    },
  ];
}
