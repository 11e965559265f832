import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { operator } from '../../../contracts/viewer.js';
import { eventually } from '../../../testing/eventually.js';
import { editRandomly } from '../../../testing/ghost-server/editor/edit-randomly.js';
import { startGhostServer, type GhostServer } from '../../../testing/ghost-server/start-ghost-server.js';
import { chanceOf } from '../../../testing/ghost-server/state/chance.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../testing/registry-under-test.js';
import { createHttpClient } from '../../http/client/create-http-client.js';
import type { HttpClient } from '../../http/client/http-client.js';
import { createLog } from '../../log/log.js';
import { tickGhost } from './tick-ghost.js';

let under: RegistryUnderTest;
let ghost: GhostServer;
let http: HttpClient;
let said: Record<string, unknown>[];

beforeEach(async () => {
  under = await registryUnderTest();
  ghost = await startGhostServer({ at: '2026-11-20T10:00:00Z', actionLagMs: 5_000 });
  http = createHttpClient({ version: '1', baseUrl: 'https://rose-ash.test/', allowedOrigins: [ghost.origin] });
  said = [];
});

afterEach(async () => {
  http.close();
  await ghost.stop();
  await under.close();
});

const log = createLog(
  { service: 'blog', role: 'worker', version: '1', level: 'debug' },
  { write: (line) => void said.push(JSON.parse(line) as Record<string, unknown>) },
);

function tick(signal = new AbortController().signal): Promise<void> {
  const around = { services: under.services, http, clock: () => new Date(), log };
  return tickGhost(around, { site: ghost.url, key: ghost.key.whole }, signal);
}

const watch = () => under.services.blog.findGhostWatch(operator, ghost.url);

const here = () =>
  under.rows<object>(`
    select title, slug, status, visibility, array(
      select t.name from post_tags l join tags t on t.id = l.tag_id where l.post_id = posts.id order by l.position) as tags,
      array(select a.name from post_authors l join authors a on a.id = l.author_id where l.post_id = posts.id
        order by l.position) as authors
    from posts`);

/** What a Ghost holds, as it should be here. */
const there = () =>
  [...ghost.world.texts.values()].map(({ title, slug, status, visibility, tagIds, authorIds }) => ({
    ...{ title, slug, status, visibility },
    authors: authorIds.map((id) => ghost.world.users.get(id)?.name),
    tags: tagIds.map((id) => ghost.world.tags.get(id)?.name),
  }));

const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row, ['title', 'slug', 'status', 'visibility', 'tags', 'authors'])).sort(); // prettier-ignore

test.each([1, 2, 3])(
  'two ticks after whatever editors did nothing is dead, stale or missing (seed %d)',
  async (seed) => {
    const chance = chanceOf(seed);
    for (let round = 0; round < 6; round += 1) {
      for (let act = 0; act < 25; act += 1) {
        editRandomly(ghost, chance);
        ghost.clock.advance(1_000 * Math.floor(chance() * 10));
      }
      await tick();
      ghost.clock.advance(45_000);
      await tick();
      expect(sorted(await here())).toEqual(sorted(there()));
    }
    await tick();
    const before = ghost.asked.length;
    await tick();
    expect(ghost.asked.length - before).toBe(6);
  },
);

test('what is compared by night after such days has not drifted', async () => {
  const chance = chanceOf(7);
  for (let act = 0; act < 60; act += 1) editRandomly(ghost, chance);
  await tick();
  ghost.clock.advance(45_000);
  await tick();
  await under.services.blog.wantWholeGhost(operator, ghost.url);
  await tick();
  expect((await watch())?.drift?.count).toBe(0);
});

test('what was edited just before the night is news, and no drift', async () => {
  ghost.operations.createPost({ title: 'Bread', text: 'Text.', status: 'published' });
  await tick();
  ghost.clock.advance(300_000);
  ghost.operations.createPost({ title: 'Soup', text: 'Text.', status: 'published' });
  await under.services.blog.wantWholeGhost(operator, ghost.url);
  await tick();
  expect([(await here()).length, (await watch())?.drift?.count]).toEqual([2, 0]);
});

test('where most is gone nothing is removed, and a person is asked', async () => {
  const ids = Array.from({ length: 30 }, (_, index) => ghost.operations.createPost({ title: `Post ${index}` }).id);
  await tick();
  for (const id of ids.slice(1)) ghost.world.texts.delete(id);
  ghost.clock.advance(45_000);
  await tick();
  expect((await watch())?.failing).toMatchObject({
    trouble: 'gone',
    why: `29 of 30 posts are gone from ${ghost.url}: nothing was removed.`,
  });
  expect(await here()).toHaveLength(30);
});

test.each([
  ['a Ghost that answers 5xx', { kind: 'error', on: /actions/ }, 'away', 30],
  ['half an answer', { kind: 'truncated', on: /actions/ }, 'away', 30],
  ['429 without Retry-After', { kind: 'too many' }, 'busy', 60],
] as const)(
  '%s is left alone by the next ticks',
  async (_, fault, trouble, seconds) => {
    ghost.faults.add(fault);
    await tick();
    const { failing } = (await watch())!;
    expect(failing).toMatchObject({ trouble, times: 1 });
    const waits = (failing!.nextTryAt!.getTime() - failing!.at.getTime()) / 1000;
    expect(waits).toBeGreaterThanOrEqual(trouble === 'busy' ? 60 : seconds * 0.75);
    expect(waits).toBeLessThanOrEqual(seconds * 1.25);
    const before = ghost.asked.length;
    await tick();
    expect(ghost.asked).toHaveLength(before);
    await under.rows('update ghost_watches set next_try_at = now()');
    ghost.faults.clear();
    await tick();
    expect(await watch()).toMatchObject({ failing: null });
    expect(said.map(({ msg }) => msg)).toContain('the Ghost is read again');
  },
  40_000,
);

test('who has to go gives the turn back at once, and goes on later', async () => {
  for (let index = 0; index < 60; index += 1) ghost.operations.createPost({ title: `Post ${index}`, text: 'Text.' });
  const stopping = new AbortController();
  ghost.faults.add({ kind: 'slow', ms: 2_000, on: /posts\/\?.*filter/, times: 1 });
  const ticking = tick(stopping.signal);
  await eventually(here, ({ length }) => length > 0);
  stopping.abort(new Error('stopping'));
  await expect(ticking).rejects.toThrow('stopping');
  expect(await watch()).toMatchObject({ heldBy: null, failing: null, readAt: null });
  ghost.faults.clear();
  await tick();
  expect(await here()).toHaveLength(60);
});

test('who lost the turn writes nothing more, and says so', async () => {
  for (let index = 0; index < 60; index += 1) ghost.operations.createPost({ title: `Post ${index}`, text: 'Text.' });
  ghost.faults.add({ kind: 'slow', ms: 1_500, on: /posts\/\?.*filter/, times: 1 });
  const ticking = tick();
  await eventually(here, ({ length }) => length > 0);
  await under.rows('update ghost_watches set fence = fence + 1');
  await ticking;
  expect(await here()).toHaveLength(25);
  expect(said.map(({ msg }) => msg)).toContain('another went on with reading the Ghost, since this one was silent for too long'); // prettier-ignore
});
