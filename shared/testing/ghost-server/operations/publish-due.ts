import type { Ghost } from '../ghost.js';
import type { TextRow } from '../state/rows.js';
import { scheduler } from './scheduler.js';
import { editText } from './edit-text.js';

/** Ghost's scheduler comes by: it is an integration of its own. */
export function publishDue(ghost: Ghost): TextRow[] {
  return [...ghost.world.texts.values()]
    .filter(({ status, published_at }) => status === 'scheduled' && Date.parse(published_at ?? '') <= ghost.clock.now())
    .map(({ id }) => editText(ghost, id, { status: 'published' }, scheduler));
}
