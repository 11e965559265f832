import type { Actor, Ghost } from '../ghost.js';
import { userDefaults } from '../shapes/shape-author.js';
import { stamped } from '../state/found-site.js';
import type { FlatRow } from '../state/rows.js';
import { freeSlug } from '../state/slugs.js';
import { writeAction } from './write-action.js';

export function createUser(ghost: Ghost, { name, ...columns }: Partial<FlatRow> & { name: string }, actor: Actor) {
  const slug = freeSlug(columns.slug ?? name, ghost.world.users.values());
  const owner = [...ghost.world.users.values()][0];
  const user: FlatRow = { ...userDefaults, email: `${slug}@rose-ash.test`, ...columns, ...stamped(ghost, name, slug) };
  user['roles'] = owner?.['roles'];
  ghost.world.users.set(user.id, user);
  const context = { primary_name: name };
  writeAction(ghost, actor, { event: 'added', resource_type: 'user', resource_id: user.id, context });
  return user;
}
