import type { Actor, Ghost } from '../ghost.js';
import { notFound } from '../http/ghost-error.js';
import type { TextRow } from '../state/rows.js';
import { tagIdsFor } from './attach-tags.js';
import { writeAction } from './write-action.js';

/**
 * The texts of who is deleted become the owner's, by statements past the model: no date of theirs moves. Each is given the
 * internal tag `#slug`, of which one line tells that names none of them and calls pages posts; where each had it already,
 * not even that is told.
 */
export function deleteUser(ghost: Ghost, id: string, actor: Actor): void {
  const [owner, ...others] = [...ghost.world.users.values()];
  const user = others.find((other) => other.id === id);
  if (!owner || !user) throw notFound('User not found.');
  const theirs = [...ghost.world.texts.values()].filter(({ authorIds }) => authorIds.includes(id));
  tagAll(ghost, theirs, `hash-${user.slug}`, `#${user.slug}`, actor);
  for (const text of theirs) {
    const heirs = text.authorIds.includes(owner.id) ? [] : [owner.id];
    text.authorIds = text.authorIds.flatMap((authorId) => (authorId === id ? heirs : authorId));
  }
  ghost.world.users.delete(id);
  const context = { primary_name: user.name };
  writeAction(ghost, actor, { event: 'deleted', resource_type: 'user', resource_id: id, context });
  ghost.webhooks.fire('site.changed', {});
}

function tagAll(ghost: Ghost, texts: TextRow[], slug: string, name: string, actor: Actor): void {
  if (texts.length === 0) return;
  const [tagId = ''] = tagIdsFor(ghost, [{ slug, name }], actor);
  const without = texts.filter(({ tagIds }) => !tagIds.includes(tagId));
  for (const text of without) text.tagIds = [...text.tagIds, tagId];
  if (without.length === 0) return;
  const context = { count: without.length, type: 'post' };
  writeAction(ghost, actor, { event: 'edited', resource_type: 'post', resource_id: null, context });
}
