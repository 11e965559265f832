import type { Actor, Ghost } from '../ghost.js';
import type { TextRow } from '../state/rows.js';
import { bodyOfDeleted, bodyOfEdited } from '../webhooks/bodies.js';
import { getText } from './edit-text.js';
import { writeTextAction } from './write-action.js';

/** What it was. */
export function deleteText(ghost: Ghost, id: string, actor: Actor): TextRow {
  const row = getText(ghost, id);
  ghost.world.texts.delete(id);
  writeTextAction(ghost, actor, 'deleted', row);
  if (row.status === 'published') {
    ghost.webhooks.fire('site.changed', {});
    ghost.webhooks.fire(`${row.kind}.unpublished`, bodyOfEdited(ghost, row, {}));
  }
  ghost.webhooks.fire(`${row.kind}.deleted`, bodyOfDeleted(ghost, row));
  return row;
}
