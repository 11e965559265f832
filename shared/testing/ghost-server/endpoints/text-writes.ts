import type { Ghost } from '../ghost.js';
import { thingIn, type AdminAnswer, type AdminRequest } from '../http/request.js';
import { createText } from '../operations/create-text.js';
import { deleteText } from '../operations/delete-text.js';
import { editText } from '../operations/edit-text.js';
import { shapeText } from '../shapes/shape-text.js';
import type { TextRow } from '../state/rows.js';
import { checkCollision } from './check-collision.js';
import { inputFrom } from './input-from.js';
import type { Route } from './route.js';
import { kindOf, wishesOf } from './text-wishes.js';

const all = /^\/(posts|pages)\/$/;
const one = /^\/(posts|pages)\/([^/]+)\/$/;

export const textWriteRoutes: Route[] = [
  { method: 'POST', path: all, answer: add },
  { method: 'PUT', path: one, answer: edit },
  {
    ...{ method: 'DELETE', path: one },
    answer: (ghost, _, _resource, id = '') => {
      const { status } = deleteText(ghost, id, ghost.integration);
      return { status: 204, ...(status === 'published' && { headers: { 'x-cache-invalidate': '/*' } }) };
    },
  },
];

/** A client's own id is not listened to: a post that is sent twice is there twice. */
function add(ghost: Ghost, { body, query }: AdminRequest, resource = 'posts'): AdminAnswer {
  const row = createText(ghost, kindOf(resource), inputFrom(thingIn(body, resource)), ghost.integration);
  const location = `${ghost.origin}/ghost/api/admin/${resource}/${row.id}/`;
  const headers = { location, ...invalidated(row.status === 'published', row) };
  return { status: 201, body: { [resource]: [shapeText(ghost, row, wishesOf(query))] }, headers };
}

function edit(ghost: Ghost, { body, query }: AdminRequest, resource = 'posts', id = ''): AdminAnswer {
  const sent = thingIn(body, resource);
  const input = inputFrom(sent);
  const before = checkCollision(ghost, id, sent, input);
  const row = editText(ghost, id, input, ghost.integration);
  const headers = invalidated(before.status === 'published' || row.status === 'published', row);
  return { status: 200, body: { [resource]: [shapeText(ghost, row, wishesOf(query))] }, headers };
}

function invalidated(isPublic: boolean, { uuid }: TextRow): Record<string, string> {
  const preview = `/p/${uuid}/`;
  const viewers = ['anonymous', 'free', 'paid'].map((status) => `${preview}?member_status=${status}`);
  return { 'x-cache-invalidate': isPublic ? '/*' : [preview, ...viewers].join(', ') };
}
