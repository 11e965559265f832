import type { Ghost } from '../ghost.js';
import { scheduler } from '../operations/scheduler.js';
import { wordsOf } from '../query/words-of.js';
import { compare } from '../query/sort-rows.js';
import type { ActionRow } from '../state/rows.js';
import { browse } from './browse.js';
import type { Route } from './route.js';

/** The audit log: newest second first, and no other order is to be had. Within a second, as they were written. */
export const actionRoutes: Route[] = [
  {
    ...{ method: 'GET', path: /^\/actions\/$/ },
    answer: (ghost, request) => {
      request.query.delete('order');
      const include = wordsOf(request.query, 'include');
      const visible = ghost.world.actions.filter(({ visibleFrom }) => visibleFrom <= ghost.clock.now());
      return browse(request, {
        resource: 'actions',
        rows: visible.toSorted((one, other) => compare(other.created_at, one.created_at)),
        shape: ({ visibleFrom: _, ...row }) => ({
          ...row,
          ...(include?.has('actor') && { actor: actorOf(ghost, row) }),
          ...(include?.has('resource') && { resource: resourceOf(ghost, row) }),
        }),
      });
    },
  },
];

type Told = Omit<ActionRow, 'visibleFrom'>;

function actorOf({ world, integration }: Ghost, { actor_id }: Told) {
  const user = world.users.get(actor_id);
  if (user) return { id: user.id, name: user.name, slug: user.slug, image: user['profile_image'] };
  const { id, name, slug } = actor_id === integration.id ? integration : scheduler;
  return { id, name, slug, image: null };
}

/** Nothing for what is gone. */
function resourceOf({ world }: Ghost, { resource_id: id, resource_type }: Told) {
  if (id === null) return {};
  const text = resource_type === 'post' ? world.texts.get(id) : undefined;
  if (text) return { id, slug: text.slug, title: text.title, image: text.feature_image };
  const row = resource_type === 'tag' ? world.tags.get(id) : world.users.get(id);
  return row ? { id, slug: row.slug, name: row.name, image: row['feature_image'] ?? row['profile_image'] ?? null } : {};
}
