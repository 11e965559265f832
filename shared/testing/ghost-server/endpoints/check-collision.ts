import type { Ghost } from '../ghost.js';
import { GhostError, invalid } from '../http/ghost-error.js';
import { getText } from '../operations/edit-text.js';
import type { TextInput } from '../operations/create-text.js';
import type { TextRow } from '../state/rows.js';

/** Who saves must say which version they saw; an older one is refused, if anything differs. */
export function checkCollision(ghost: Ghost, id: string, sent: Record<string, unknown>, input: TextInput): TextRow {
  const row = { ...getText(ghost, id) };
  const seen = sent['updated_at'];
  if (typeof seen !== 'string') throw invalid('Validation error, cannot edit post.', 'updated_at is required.');
  const changedFields = Object.entries(input)
    .filter(([key, value]) => key in row && value !== row[key as keyof TextRow])
    .map(([key]) => key);
  if (changedFields.length === 0 || Date.parse(seen) === Date.parse(row.updated_at)) return row;
  const message = 'Saving failed! Someone else is editing this post.';
  throw new GhostError(409, 'UpdateCollisionError', message, {
    context: message,
    code: 'UPDATE_COLLISION',
    details: { changedFields, clientUpdatedAt: {}, serverUpdatedAt: {} },
  });
}
