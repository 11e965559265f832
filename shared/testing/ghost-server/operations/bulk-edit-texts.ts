import type { Actor, Ghost } from '../ghost.js';
import type { TextColumns, TextRow } from '../state/rows.js';
import { tagIdsFor, type TagName } from './attach-tags.js';
import { textsByKind } from './texts-by-kind.js';
import { tierIdsFor } from './tier-ids-for.js';
import { writeBulkAction } from './write-bulk-action.js';

/** What the list of posts in Ghost's admin offers for several at once. */
export type BulkChange =
  | { action: 'feature' | 'unfeature' | 'unpublish' | 'unschedule' }
  | { action: 'access'; visibility: TextColumns['visibility']; tierIds?: string[] }
  | { action: 'addTag'; tags: TagName[] };

const names = {
  ...{ feature: 'featured', unfeature: 'unfeatured', unpublish: 'unpublished', unschedule: 'unscheduled' },
  ...{ access: undefined, addTag: undefined },
};

/** Writes past the model: `updated_at` stays, and no webhook but `site.changed` is fired. */
export function bulkEditTexts(ghost: Ghost, ids: readonly string[], change: BulkChange, actor: Actor): void {
  const tagIds = change.action === 'addTag' ? tagIdsFor(ghost, change.tags, actor) : [];
  const groups = textsByKind(ghost, ids);
  for (const rows of groups) {
    const touched = rows.filter((row) => isMeant(row, change.action));
    for (const row of touched) Object.assign(row, changesFor(ghost, row, change, tagIds));
    writeBulkAction(ghost, actor, 'edited', touched, names[change.action]);
  }
  if (groups.length > 0) ghost.webhooks.fire('site.changed', {});
}

function isMeant({ status }: TextRow, action: BulkChange['action']): boolean {
  if (action === 'unpublish') return status === 'published';
  return action === 'unschedule' ? status === 'scheduled' : true;
}

function changesFor(ghost: Ghost, row: TextRow, change: BulkChange, tagIds: string[]): Partial<TextRow> {
  switch (change.action) {
    case 'feature':
      return { featured: true };
    case 'unfeature':
      return { featured: false };
    case 'unpublish':
      return { status: 'draft' };
    case 'unschedule':
      return { status: 'draft', published_at: null, email_only: false };
    case 'access': {
      const { visibility, tierIds } = change;
      return { visibility, tierIds: tierIdsFor(ghost, visibility, tierIds) };
    }
    case 'addTag':
      return { tagIds: [...new Set([...row.tagIds, ...tagIds])] };
  }
}
