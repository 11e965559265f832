import type { Actor, Ghost } from '../ghost.js';
import { bodyOfDeleted, bodyOfEdited } from '../webhooks/bodies.js';
import { getText } from './edit-text.js';
import { writeTextAction } from './write-action.js';

export function deleteText(ghost: Ghost, id: string, actor: Actor): void {
  const row = getText(ghost, id);
  ghost.world.texts.delete(id);
  writeTextAction(ghost, actor, 'deleted', row);
  if (row.status === 'published') {
    ghost.webhooks.fire('site.changed', {});
    ghost.webhooks.fire(`${row.kind}.unpublished`, bodyOfEdited(ghost, row, {}));
  }
  ghost.webhooks.fire(`${row.kind}.deleted`, bodyOfDeleted(ghost, row));
}
