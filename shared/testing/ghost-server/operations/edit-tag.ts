import type { Actor, Ghost } from '../ghost.js';
import { notFound } from '../http/ghost-error.js';
import { shapeTag } from '../shapes/shape-tag.js';
import type { FlatRow } from '../state/rows.js';
import { freeSlug } from '../state/slugs.js';
import { changeColumns } from './change-columns.js';
import type { TagColumns } from './create-tag.js';
import { writeAction } from './write-action.js';

/** The posts that carry the tag are not touched: their `updated_at` stays. */
export function editTag(ghost: Ghost, id: string, changes: Partial<TagColumns>, actor: Actor): FlatRow {
  const tag = ghost.world.tags.get(id);
  if (!tag) throw notFound('Tag not found.');
  const others = [...ghost.world.tags.values()].filter((other) => other !== tag);
  const { slug: wished, ...columns } = changes;
  const slug = typeof wished === 'string' ? { slug: freeSlug(wished, others) } : {};
  const previous = changeColumns<FlatRow>(ghost, tag, { ...columns, ...slug });
  if (!previous) return tag;
  const context = { primary_name: tag.name };
  writeAction(ghost, actor, { event: 'edited', resource_type: 'tag', resource_id: id, context });
  ghost.webhooks.fire('tag.edited', { tag: { current: shapeTag(ghost, tag), previous } });
  ghost.webhooks.fire('site.changed', {});
  return tag;
}
