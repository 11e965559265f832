import type { Actor, Ghost } from '../ghost.js';
import { shapeTag, tagNulls } from '../shapes/shape-tag.js';
import { stamped } from '../state/found-site.js';
import type { FlatRow } from '../state/rows.js';
import { freeSlug } from '../state/slugs.js';
import { writeAction } from './write-action.js';

export type TagColumns = { name: string } & Partial<Record<keyof typeof tagNulls | 'slug', string | null>>;

/** A name that begins with # makes an internal tag. */
export function createTag(ghost: Ghost, { name, ...columns }: TagColumns, actor: Actor): FlatRow {
  const wished = columns.slug ?? name.replace(/^#/, 'hash-');
  const slug = freeSlug(wished, ghost.world.tags.values());
  const visibility = name.startsWith('#') ? 'internal' : 'public';
  const tag: FlatRow = { ...tagNulls, ...columns, visibility, ...stamped(ghost, name, slug) };
  ghost.world.tags.set(tag.id, tag);
  const context = { primary_name: name };
  writeAction(ghost, actor, { event: 'added', resource_type: 'tag', resource_id: tag.id, context });
  ghost.webhooks.fire('tag.added', { tag: { current: shapeTag(ghost, tag), previous: {} } });
  ghost.webhooks.fire('site.changed', {});
  return tag;
}
