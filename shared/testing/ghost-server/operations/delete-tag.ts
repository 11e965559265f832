import type { Actor, Ghost } from '../ghost.js';
import { notFound } from '../http/ghost-error.js';
import { writeAction } from './write-action.js';

/** Whatever carried the tag carries it no more, and nothing says so of the single post. */
export function deleteTag(ghost: Ghost, id: string, actor: Actor): void {
  const tag = ghost.world.tags.get(id);
  if (!tag) throw notFound('Tag not found.');
  ghost.world.tags.delete(id);
  for (const text of ghost.world.texts.values()) text.tagIds = text.tagIds.filter((other) => other !== id);
  const context = { primary_name: tag.name };
  writeAction(ghost, actor, { event: 'deleted', resource_type: 'tag', resource_id: id, context });
  ghost.webhooks.fire('tag.deleted', { tag: { current: {}, previous: tag } });
  ghost.webhooks.fire('site.changed', {});
}
