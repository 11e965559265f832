import { notFound } from '../http/ghost-error.js';
import { wordsOf } from '../query/words-of.js';
import { shapeAuthor } from '../shapes/shape-author.js';
import { browse } from './browse.js';
import type { Route } from './route.js';

/** Users, tiers and newsletters: an integration reads them. */
export const flatRoutes: Route[] = [
  {
    ...{ method: 'GET', path: /^\/users\/$/ },
    answer: (ghost, request) =>
      browse(request, {
        resource: 'users',
        rows: [...ghost.world.users.values()],
        shape: (user) => shapeAuthor(ghost, user, wordsOf(request.query, 'include')?.has('roles') ?? false),
      }),
  },
  {
    ...{ method: 'GET', path: /^\/users\/([^/]+)\/$/ },
    answer: (ghost, { query }, id = '') => {
      const user = ghost.world.users.get(id);
      if (!user) throw notFound('User not found.');
      return {
        status: 200,
        body: { users: [shapeAuthor(ghost, user, wordsOf(query, 'include')?.has('roles') ?? false)] },
      };
    },
  },
  ...(['tiers', 'newsletters'] as const).map((resource): Route => ({
    ...{ method: 'GET', path: new RegExp(`^/${resource}/$`) },
    answer: (ghost, request) =>
      browse(request, { resource, rows: [...ghost.world[resource].values()], shape: (row) => row }),
  })),
];
