import type { Actor, Ghost } from '../ghost.js';
import { textsByKind } from './texts-by-kind.js';
import { writeBulkAction } from './write-bulk-action.js';

/** No webhook tells of the single ones; of drafts, none at all. */
export function bulkDeleteTexts(ghost: Ghost, ids: readonly string[], actor: Actor): void {
  const groups = textsByKind(ghost, ids);
  for (const rows of groups) {
    for (const { id } of rows) ghost.world.texts.delete(id);
    writeBulkAction(ghost, actor, 'deleted', rows);
  }
  if (groups.flat().some(({ status }) => status === 'published')) ghost.webhooks.fire('site.changed', {});
}
