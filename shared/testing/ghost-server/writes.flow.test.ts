import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { askGhost, type GhostAnswer } from './ask-ghost.js';
import { fieldsOf, recordedFields } from './recorded-fields.js';
import { startGhostServer, type GhostServer } from './start-ghost-server.js';

let ghost: GhostServer;

beforeEach(async () => {
  ghost = await startGhostServer({ at: '2026-11-23T07:00:00Z' });
});
afterEach(() => ghost.stop());

const post = (body: object) => askGhost(ghost, '/posts/', { method: 'POST', body: { posts: [body] } });
const put = (id: string, body: object) => askGhost(ghost, `/posts/${id}/`, { method: 'PUT', body: { posts: [body] } });
const thing = ({ body }: GhostAnswer) => (body as { posts: [Record<string, unknown> & { id: string }] }).posts[0];

test('an id of the client is not heard, and a slug that is taken gets a number: creating twice makes two', async () => {
  const mine = 'a'.repeat(24);
  const first = await post({ id: mine, title: 'Loaf', slug: 'loaf' });
  const second = await post({ id: mine, title: 'Loaf', slug: 'loaf' });
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(thing(first).id).not.toBe(mine);
  expect([thing(first)['slug'], thing(second)['slug']]).toEqual(['loaf', 'loaf-2']);
  expect(first.headers['location']).toBe(`${ghost.origin}/ghost/api/admin/posts/${thing(first).id}/`);
});

test('an edit without updated_at is 422, with an old one 409', async () => {
  const { id, updated_at } = thing(await post({ title: 'Loaf' }));
  expect((await put(id, { title: 'Other' })).status).toBe(422);
  ghost.clock.advance(1000);
  ghost.operations.edit(id, { title: 'Theirs' });
  const refused = await put(id, { title: 'Ours', updated_at });
  expect(refused).toMatchObject({
    status: 409,
    body: { errors: [{ code: 'UPDATE_COLLISION', details: { changedFields: ['title'] } }] },
  });
  const fields = recordedFields('admin.error.409-collision');
  expect(fieldsOf(refused.body)).toEqual(fields);
});

test('who changes nothing may come late', async () => {
  const { id, updated_at } = thing(await post({ title: 'Loaf' }));
  ghost.clock.advance(1000);
  ghost.operations.edit(id, { title: 'Theirs' });
  const answer = await put(id, { title: 'Theirs', updated_at });
  expect(answer.status).toBe(200);
  expect(thing(answer)['updated_at']).toBe('2026-11-23T07:00:01.000Z');
});

test('an edit answers as Ghost does, and says what of the site is stale', async () => {
  const { id, updated_at, uuid } = thing(await post({ title: 'Loaf', tags: [{ name: 'Bread' }] }));
  const hidden = await put(id, { title: 'Hidden', updated_at });
  expect(hidden.headers['x-cache-invalidate']).toContain(
    `/p/${String(uuid)}/, /p/${String(uuid)}/?member_status=anonymous`,
  );
  const shown = await put(id, { status: 'published', updated_at: thing(hidden)['updated_at'] });
  expect(shown.headers['x-cache-invalidate']).toBe('/*');
  expect(fieldsOf(shown.body)).toEqual(recordedFields('admin.posts.edit.response'));
});

test('a deletion is 204, and then 404', async () => {
  const { id } = thing(await post({ title: 'Loaf' }));
  expect((await askGhost(ghost, `/posts/${id}/`, { method: 'DELETE' })).status).toBe(204);
  expect((await askGhost(ghost, `/posts/${id}/`, { method: 'DELETE' })).status).toBe(404);
  expect((await askGhost(ghost, `/posts/${id}/`)).status).toBe(404);
  expect((await askGhost(ghost, '/posts/no-id/')).status).toBe(422);
});

test('a member gets other newsletters, and leaves', async () => {
  const { id } = ghost.operations.createMember({ email: 'ann@example.test' });
  const body = { members: [{ newsletters: [] }] };
  const answer = await askGhost(ghost, `/members/${id}/`, { method: 'PUT', body });
  expect(answer).toMatchObject({ status: 200, body: { members: [{ newsletters: [], subscribed: false }] } });
  expect((await askGhost(ghost, `/members/${id}/`, { method: 'DELETE' })).status).toBe(204);
  expect(ghost.world.members.size).toBe(0);
});
