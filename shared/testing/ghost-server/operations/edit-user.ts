import type { Actor, Ghost } from '../ghost.js';
import { notFound } from '../http/ghost-error.js';
import type { FlatRow } from '../state/rows.js';
import { changeColumns } from './change-columns.js';
import { writeAction } from './write-action.js';

/** There is no webhook for users: the site changed, and the audit log knows more. */
export function editUser(ghost: Ghost, id: string, changes: Partial<FlatRow>, actor: Actor): FlatRow {
  const user = ghost.world.users.get(id);
  if (!user) throw notFound('User not found.');
  if (!changeColumns(ghost, user, changes)) return user;
  const context = { primary_name: user.name };
  writeAction(ghost, actor, { event: 'edited', resource_type: 'user', resource_id: id, context });
  ghost.webhooks.fire('site.changed', {});
  return user;
}

/** Whoever signs in moves `updated_at`, and no action tells of it. */
export function signInUser(ghost: Ghost, id: string): void {
  const user = ghost.world.users.get(id);
  if (!user) throw notFound('User not found.');
  changeColumns(ghost, user, { last_seen: ghost.clock.stamp() });
}
