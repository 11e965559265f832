import type { Ghost } from '../ghost.js';
import { invalid, notFound } from '../http/ghost-error.js';
import { thingIn, type AdminAnswer, type AdminRequest } from '../http/request.js';
import { createTag, type TagColumns } from '../operations/create-tag.js';
import { deleteTag } from '../operations/delete-tag.js';
import { editTag } from '../operations/edit-tag.js';
import { wordsOf } from '../query/words-of.js';
import { shapeTag } from '../shapes/shape-tag.js';
import type { FlatRow } from '../state/rows.js';
import { browse } from './browse.js';
import type { Route } from './route.js';

const one = /^\/tags\/([^/]+)\/$/;
const headers = { 'x-cache-invalidate': '/*' };

export const tagRoutes: Route[] = [
  {
    ...{ method: 'GET', path: /^\/tags\/$/ },
    answer: (ghost, request) =>
      browse(request, {
        resource: 'tags',
        rows: [...ghost.world.tags.values()],
        shape: (tag) => ({ ...shapeTag(ghost, tag), ...countOf(ghost, request, tag) }),
      }),
  },
  { method: 'GET', path: one, answer: read },
  { method: 'POST', path: /^\/tags\/$/, answer: add },
  { method: 'PUT', path: one, answer: edit },
  {
    ...{ method: 'DELETE', path: one },
    answer: (ghost, _, id = '') => {
      deleteTag(ghost, id, ghost.integration);
      return { status: 204, headers };
    },
  },
];

function countOf({ world }: Ghost, { query }: AdminRequest, { id }: FlatRow) {
  if (!wordsOf(query, 'include')?.has('count.posts')) return {};
  const posts = [...world.texts.values()].filter(({ kind, tagIds }) => kind === 'post' && tagIds.includes(id));
  return { count: { posts: posts.length } };
}

function read(ghost: Ghost, request: AdminRequest, id = ''): AdminAnswer {
  const tag = ghost.world.tags.get(id);
  if (!tag) throw notFound('Tag not found.');
  return { status: 200, body: { tags: [{ ...shapeTag(ghost, tag), ...countOf(ghost, request, tag) }] } };
}

function add(ghost: Ghost, { body }: AdminRequest): AdminAnswer {
  const { name, ...sent } = thingIn(body, 'tags') as Partial<TagColumns>;
  if (typeof name !== 'string') {
    throw invalid('Validation error, cannot save tag.', 'Value in [tags.name] cannot be blank.');
  }
  const tag = createTag(ghost, { name, ...columnsOf(sent) }, ghost.integration);
  const location = `${ghost.origin}/ghost/api/admin/tags/${tag.id}/`;
  return { status: 201, body: { tags: [shapeTag(ghost, tag)] }, headers: { ...headers, location } };
}

function edit(ghost: Ghost, { body }: AdminRequest, id = ''): AdminAnswer {
  const tag = editTag(ghost, id, columnsOf(thingIn(body, 'tags')), ghost.integration);
  return { status: 200, body: { tags: [shapeTag(ghost, tag)] }, headers };
}

function columnsOf(
  sent: Partial<TagColumns> & { id?: unknown; url?: unknown; created_at?: unknown; updated_at?: unknown },
) {
  const { id: _i, url: _u, created_at: _c, updated_at: _t, ...columns } = sent;
  return columns;
}
