import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { operator } from '../../../contracts/viewer.js';
import { eventually } from '../../../testing/eventually.js';
import { startGhostServer, type GhostServer } from '../../../testing/ghost-server/start-ghost-server.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../testing/registry-under-test.js';
import { createLog } from '../../log/log.js';
import { createHttpClient } from '../../http/client/create-http-client.js';
import type { HttpClient } from '../../http/client/http-client.js';
import { ghostReader } from './ghost-reader.js';
import { mirrorGhost } from './mirror-ghost.js';
import { tickGhost } from './tick-ghost.js';

let under: RegistryUnderTest;
let ghost: GhostServer;
let http: HttpClient;

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(async () => {
  await under.rows('truncate posts, tags, authors, ghost_cursors, ghost_deliveries, ghost_watches cascade');
  // Ghost's log comes an hour late here, so that nothing but a hint tells of what leaves no moment.
  ghost = await startGhostServer({ at: '2026-11-20T10:00:00Z', actionLagMs: 3_600_000 });
  http = createHttpClient({ version: 'test', baseUrl: 'https://rose-ash.test/', allowedOrigins: [ghost.origin] });
});

afterEach(async () => {
  http.close();
  await ghost.stop();
});

afterAll(() => under.close());

/** Broken off where the Ghost fails: nobody waits for it to get well. */
function sync() {
  const wait = () => Promise.reject(new Error('no patience'));
  const reader = ghostReader({ site: ghost.url, key: ghost.key.whole, http, clock: () => new Date(), wait });
  return mirrorGhost(under.services, reader, { full: false, isCertain: true, say: () => undefined });
}

let deliveries = 0;
const hint = (id: string) =>
  under.services.blog.keepGhostDelivery(operator, ghost.url, {
    ...{ event: 'post.tag.attached', kind: 'posts', id },
    digest: createHash('sha256')
      .update(String((deliveries += 1)))
      .digest('hex'),
  });

const waiting = async () => (await under.services.blog.findGhostHints(operator, ghost.url)).deliveries.length;

const tagsHere = async () =>
  (await under.rows<{ name: string }>(`select t.name from post_tags l join tags t on t.id = l.tag_id order by l.position`)).map(({ name }) => name); // prettier-ignore

/** A post that was read, and has another tag since: its moment stays, and the log says nothing yet. */
async function retagged(): Promise<string> {
  const post = ghost.operations.createPost({ title: 'Loaves', text: 'Forty.', status: 'published', tags: ['News'] });
  ghost.clock.advance(600_000);
  // Lists are read again from a minute before the newest.
  ghost.operations.createPost({ title: 'Rolls', text: 'Ten.', status: 'published' });
  await sync();
  ghost.operations.addTags(post.id, 'Bread');
  return post.id;
}

test('without a hint a late log leaves it as it was, with one it is read again', async () => {
  const id = await retagged();
  await sync();
  expect(await tagsHere()).toEqual(['News']);
  await hint(id);
  await sync();
  expect([await tagsHere(), await waiting()]).toEqual([['News', 'Bread'], 0]);
});

test('a reading that breaks leaves the hints to the next', async () => {
  const id = await retagged();
  await hint(id);
  ghost.faults.add({ kind: 'error', on: /search-index/, times: 1 });
  await expect(sync()).rejects.toThrow();
  expect(await waiting()).toBe(1);
  await sync();
  expect([await tagsHere(), await waiting()]).toEqual([['News', 'Bread'], 0]);
});

test('what is hinted at while it is read waits for the next reading', async () => {
  const id = await retagged();
  ghost.faults.add({ kind: 'slow', on: /search-index\/pages/, times: 1, ms: 300 });
  const before = ghost.asked.length;
  const reading = sync();
  await eventually(
    () => ghost.asked.length,
    (asked) => asked > before,
  );
  await hint(id);
  await reading;
  expect(await waiting()).toBe(1);
});

test('a hint of what is not there, or of nothing at all, does no harm', async () => {
  await retagged();
  await hint('f'.repeat(24));
  const digest = createHash('sha256').update('site').digest('hex');
  await under.services.blog.keepGhostDelivery(operator, ghost.url, { digest, event: 'site.changed', kind: null, id: null }); // prettier-ignore
  await sync();
  expect(await waiting()).toBe(0);
});

const log = createLog({ service: 'blog', role: 'worker', version: '1', level: 'silent' });

const tick = () =>
  tickGhost(
    { services: under.services, http, clock: () => new Date(), log },
    { site: ghost.url, key: ghost.key.whole },
    new AbortController().signal,
  );

test('a Ghost that looks as it did is read all the same where something was hinted at', async () => {
  const id = await retagged();
  await tick();
  ghost.operations.addTags(id, 'Rye');
  await tick();
  expect(await tagsHere()).not.toContain('Rye');
  await hint(id);
  await tick();
  expect(await tagsHere()).toContain('Rye');
  const before = ghost.asked.length;
  await tick();
  expect(ghost.asked.length - before).toBeLessThan(8);
});

test('what is hinted at while a worker reads is read before it leaves', async () => {
  const id = await retagged();
  ghost.faults.add({ kind: 'slow', on: /search-index\/pages/, times: 1, ms: 300 });
  const before = ghost.asked.length;
  const ticking = tick();
  await eventually(
    () => ghost.asked.length,
    (asked) => asked > before + 6,
  );
  ghost.operations.addTags(id, 'Rye');
  await hint(id);
  await ticking;
  expect([await waiting(), (await tagsHere()).includes('Rye')]).toEqual([0, true]);
});

test('what was hinted at before everything is compared is no drift', async () => {
  const id = await retagged();
  await tick();
  ghost.operations.addTags(id, 'Rye');
  await hint(id);
  await under.services.blog.wantWholeGhost(operator, ghost.url);
  await tick();
  expect(await tagsHere()).toContain('Rye');
  expect((await under.services.blog.findGhostWatch(operator, ghost.url))?.drift?.count).toBe(0);
});
