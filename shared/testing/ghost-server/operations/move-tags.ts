import type { Actor, Ghost } from '../ghost.js';
import type { TextRow } from '../state/rows.js';
import { tagIdsFor } from './attach-tags.js';
import { editText, getText } from './edit-text.js';

interface Move {
  add?: string[];
  remove?: string[];
}

/** Tags by id, slug or name. */
export function moveTags(ghost: Ghost, id: string, { add = [], remove = [] }: Move, actor: Actor): TextRow {
  const gone = new Set(remove);
  const kept = getText(ghost, id).tagIds.filter((tagId) => {
    const tag = ghost.world.tags.get(tagId);
    return tag && !gone.has(tag.id) && !gone.has(tag.slug) && !gone.has(tag.name);
  });
  return editText(ghost, id, { tags: [...kept, ...tagIdsFor(ghost, add, actor)] }, actor);
}
