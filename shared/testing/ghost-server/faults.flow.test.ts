import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { askGhost, listOf } from './ask-ghost.js';
import { startGhostServer, type GhostServer } from './start-ghost-server.js';

let ghost: GhostServer;
let other: GhostServer | undefined;

beforeEach(async () => {
  ghost = await startGhostServer({ at: '2026-11-23T07:00:00Z', seed: 3 });
});
afterEach(async () => {
  await ghost.stop();
  await other?.stop();
});

const create = (title = 'Once') => askGhost(ghost, '/posts/', { method: 'POST', body: { posts: [{ title }] } });
const titles = async () => (await listOf<{ title: string }>(ghost, '/posts/')).map(({ title }) => title);

test('an answer that is lost was an act that is done', async () => {
  ghost.faults.add({ kind: 'lost', times: 1 });
  await expect(create()).rejects.toThrow();
  expect(await titles()).toEqual(['Once']);
  expect(ghost.asked[0]).toEqual({ line: 'POST /posts/', status: 'lost' });
});

test('a body that is cut short says its whole length, and does not come', async () => {
  ghost.faults.add({ kind: 'truncated', times: 1 });
  await expect(askGhost(ghost, '/posts/')).rejects.toThrow();
  expect(await titles()).toEqual([]);
});

test.each([
  ['error' as const, 500, 'InternalServerError'],
  ['too many' as const, 429, 'TooManyRequestsError'],
  ['unauthorized' as const, 401, 'UnauthorizedError'],
  ['forbidden' as const, 403, 'NoPermissionError'],
])('%s is %i, and nothing is done', async (kind, status, type) => {
  ghost.faults.add({ kind, times: 1 });
  const answer = await create();
  expect(answer).toMatchObject({ status, body: { errors: [{ type }] } });
  expect(answer.headers).not.toHaveProperty('retry-after');
  expect(await titles()).toEqual([]);
});

test('slow ones come in the end', async () => {
  ghost.faults.add({ kind: 'slow', ms: 150, times: 1 });
  const began = performance.now();
  expect((await askGhost(ghost, '/site/')).status).toBe(200);
  expect(performance.now() - began).toBeGreaterThan(140);
});

test('a fault is for the requests it names, as often as it says, until it is cleared', async () => {
  ghost.faults.add({ kind: 'error', on: /^GET \/tags\//, times: 2 });
  ghost.faults.add({ kind: 'forbidden', on: /page=2/ });
  const statuses: number[] = [];
  for (const path of ['/tags/', '/posts/', '/tags/', '/tags/', '/posts/?page=2', '/posts/?page=2']) {
    statuses.push((await askGhost(ghost, path)).status);
  }
  expect(statuses).toEqual([500, 200, 500, 200, 403, 403]);
  ghost.faults.clear();
  expect((await askGhost(ghost, '/posts/?page=2')).status).toBe(200);
});

test('luck follows from the seed', async () => {
  const luck = async () => {
    await other?.stop();
    other = await startGhostServer({ seed: 11 });
    other.faults.add({ kind: 'error', likely: 0.5 });
    for (let count = 0; count < 20; count += 1) await askGhost(other, '/site/');
    return other.asked.map(({ status }) => status);
  };
  const first = await luck();
  expect(new Set(first)).toEqual(new Set([200, 500]));
  expect(await luck()).toEqual(first);
});

test('a clock that is wrong writes times that are wrong', async () => {
  ghost.clock.skewMs = -90_000;
  ghost.operations.createPost({ title: 'Early' });
  expect(await listOf(ghost, '/posts/')).toMatchObject([{ updated_at: '2026-11-23T06:58:30.000Z' }]);
  expect(await listOf(ghost, '/actions/')).toMatchObject([{ created_at: '2026-11-23T06:58:30.000Z' }]);
});

test('another major version is said in every answer', async () => {
  ghost.faults.version = 'v7.0';
  const answer = await askGhost(ghost, '/site/');
  expect(answer).toMatchObject({ headers: { 'content-version': 'v7.0' }, body: { site: { version: '7.0' } } });
});

test('the same seed, clock and acts give the same site', async () => {
  const live = async (seed: number) => {
    await other?.stop();
    other = await startGhostServer({ seed, at: '2026-11-23T07:00:00Z' });
    const { id } = other.operations.createPost({ title: 'One', status: 'published', tags: ['new'] });
    await askGhost(other, '/posts/');
    other.clock.advance(61_000);
    other.operations.edit(id, { text: 'Two' });
    const { body } = await askGhost(other, '/posts/?formats=html,lexical');
    const actions = await askGhost(other, '/actions/');
    return JSON.stringify([body, actions.body]).replaceAll(other.origin, '');
  };
  expect(await live(5)).toBe(await live(5));
  expect(await live(5)).not.toBe(await live(6));
});
