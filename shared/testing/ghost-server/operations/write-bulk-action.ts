import type { Actor, Ghost } from '../ghost.js';
import type { ActionRow, TextRow } from '../state/rows.js';
import { writeAction, writeTextAction } from './write-action.js';

/**
 * One thing is named; of several, Ghost's source writes one row that names none and says how many. A sync must bear
 * both, so a test may ask for a row each.
 */
export function writeBulkAction(
  ghost: Ghost,
  actor: Actor,
  event: ActionRow['event'],
  rows: TextRow[],
  action_name?: string,
): void {
  if (rows.length === 1 || ghost.settings.bulkActions === 'each') {
    for (const row of rows) writeTextAction(ghost, actor, event, row, action_name);
  } else if (rows.length > 1) {
    const context = { count: rows.length, action_name, type: rows[0]?.kind };
    writeAction(ghost, actor, { event, resource_type: 'post', resource_id: null, context });
  }
}
