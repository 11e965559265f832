import type { Ghost } from '../ghost.js';
import { invalid, notFound } from '../http/ghost-error.js';
import type { AdminAnswer, AdminRequest } from '../http/request.js';
import { picked } from '../query/words-of.js';
import { shapeText } from '../shapes/shape-text.js';
import type { TextRow } from '../state/rows.js';
import { browse } from './browse.js';
import type { Route } from './route.js';
import { sortTexts } from './sort-texts.js';
import { kindOf, relationOf, wishesOf } from './text-wishes.js';

const path = (rest: string) => new RegExp(`^/(posts|pages)/${rest}$`);

/** Reading posts and pages. */
export const textRoutes: Route[] = [
  { method: 'GET', path: path(''), answer: browseTexts },
  {
    ...{ method: 'GET', path: path('slug/([^/]+)/') },
    answer: (ghost, request, resource = 'posts', slug = '') =>
      read(ghost, request, resource, (row) => row.slug === decodeURIComponent(slug)),
  },
  {
    ...{ method: 'GET', path: path('([^/]+)/') },
    answer: (ghost, request, resource = 'posts', id = '') => {
      if (!/^[a-f\d]{24}$/i.test(id)) throw invalid('Validation error, cannot read post.', 'id is no id.');
      return read(ghost, request, resource, (row) => row.id === id);
    },
  },
];

function browseTexts(ghost: Ghost, request: AdminRequest, resource = 'posts'): AdminAnswer {
  const wishes = wishesOf(request.query);
  return browse(request, {
    resource,
    rows: sortTexts(textsOf(ghost, resource)),
    relation: (row, key) => relationOf(ghost, row, key),
    shape: (row) => shapeText(ghost, row, wishes),
  });
}

function textsOf({ world }: Ghost, resource: string): TextRow[] {
  return [...world.texts.values()].filter(({ kind }) => kind === kindOf(resource));
}

function read(ghost: Ghost, { query }: AdminRequest, resource: string, is: (row: TextRow) => boolean): AdminAnswer {
  const row = textsOf(ghost, resource).find(is);
  if (!row) throw notFound(`${resource === 'pages' ? 'Page' : 'Post'} not found.`);
  return { status: 200, body: { [resource]: [picked(shapeText(ghost, row, wishesOf(query)), query)] } };
}
