import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GhostWatchDto } from '@rose-ash/shared/contracts/ghost-watch';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { ask, startAppUnderTest, type AppUnderTest } from '@rose-ash/shared/testing/app-under-test';
import { eventually } from '@rose-ash/shared/testing/eventually';
import { ghostDoor, type GhostDoor } from '@rose-ash/shared/testing/ghost-door';
import { startGhostServer, type GhostServer } from '@rose-ash/shared/testing/ghost-server/start-ghost-server';
import { fromAPhone, mediaFolderUnderTest, type MediaFolderUnderTest } from '@rose-ash/shared/testing/pictures';
import { servicesOn, type ServicesOn } from '@rose-ash/shared/testing/services-on';
import { app } from './app.js';
import { wire } from './services.js';

let ghost: GhostServer;
let door: GhostDoor;
let folder: MediaFolderUnderTest;
let blog: AppUnderTest;
let elsewhere: ServicesOn;
let secret: Server;
let secretAsked = 0;

beforeAll(async () => {
  ghost = await startGhostServer({ at: '2026-11-20T10:00:00Z' });
  door = await ghostDoor(ghost.origin);
  secret = createServer((_, answer) => {
    secretAsked += 1;
    answer.end('inside');
  });
  await new Promise<void>((resolve) => secret.listen(0, '127.0.0.1', resolve));
  folder = await mediaFolderUnderTest();
  blog = await startAppUnderTest(app, wire, {
    env: {
      ...{ GHOST_URL: `${door.url}/`, GHOST_ADMIN_API_KEY: ghost.key.whole, GHOST_SYNC_SECONDS: '1' },
      MEDIA_DIR: folder.root,
    },
  });
  elsewhere = await servicesOn(blog.databaseUrl);
});

afterAll(async () => {
  await elsewhere.close();
  await blog.stop();
  await folder.remove();
  await door.close();
  await ghost.stop();
  await new Promise((resolve) => secret.close(resolve));
});

const pictureOf = (src: string) =>
  JSON.stringify({ root: { type: 'root', version: 1, children: [{ type: 'image', src, alt: 'A loaf' }] } });

const watch = () => elsewhere.services.blog.findGhostWatch(operator, door.url);

const until = (holds: (watch: GhostWatchDto) => boolean) =>
  eventually(watch, (now) => now !== null && holds(now), 30_000);

/** Waits until nothing is new any more, as the worker sees it. */
async function settled(): Promise<void> {
  const before = door.asked.length;
  await eventually(
    () => door.asked.slice(before).filter(isOfTheApi).slice(-10),
    (last) => last.length === 10 && last.every(isGlance),
    30_000,
  );
}

const isOfTheApi = (path: string) => path.includes('/ghost/api/');
const isGlance = (path: string) => path.includes('limit=1') && !path.includes('limit=100');

const lines = (message: string) => blog.logLines.filter(({ msg }) => msg === message);

/** Waits until the worker came by three times and left the Ghost alone. */
async function leftAlone(): Promise<void> {
  const count = () => lines('not our turn to read the Ghost').length;
  const before = count();
  await eventually(count, (now) => now >= before + 3, 30_000);
}

const page = (path: string) => blog.ask(path).then(({ text }) => text);
const shows = (path: string, words: string) => eventually(() => page(path), (text) => text.includes(words), 30_000); // prettier-ignore

test('a Ghost in a private network is mirrored, with its pictures; no other private server is asked', async () => {
  door.files.set('/content/images/loaf.jpg', await fromAPhone());
  const inside = `http://127.0.0.1:${(secret.address() as AddressInfo).port}/loaf.jpg`;
  ghost.operations.createPost({ title: 'Loaves', status: 'published', lexical: pictureOf(`${door.url}/content/images/loaf.jpg`) }); // prettier-ignore
  ghost.operations.createPost({ title: 'Crumbs', status: 'published', lexical: pictureOf(inside) });
  await shows('/loaves/', '<picture>');
  const [row] = await eventually(
    () => elsewhere.rows<{ state: string; trouble: string | null }>(`select state, trouble from picture_copies where source = '${inside}'`), // prettier-ignore
    (rows) => rows[0] !== undefined && rows[0].trouble !== null,
    30_000,
  );
  expect(row).toMatchObject({ state: 'refused' });
  expect(secretAsked).toBe(0);
});

test('a Ghost in which nothing happens is glanced at, five small answers each time', async () => {
  await settled();
  const ticks = (await watch())?.ticks ?? 0;
  const before = door.asked.length;
  // What is asked while the ticks are read belongs to one that they may not count yet.
  let end = before;
  const look = async () => {
    end = door.asked.length;
    return watch();
  };
  const now = await eventually(look, (one) => one !== null && one.ticks >= ticks + 3 && one.heldBy === null, 30_000);
  const asked = door.asked.slice(before, end);
  expect(asked.filter((path) => !isGlance(path))).toEqual([]);
  expect(asked.length).toBeLessThanOrEqual((now!.ticks - ticks + 1) * 5);
});

test('what is edited in Ghost is seen on the composed pages with the next tick', async () => {
  const [loaves] = [...ghost.world.texts.values()];
  await shows('/', 'Loaves');
  ghost.operations.edit(loaves!.id, { title: 'Forty loaves' });
  await shows('/', 'Forty loaves');
  expect(await page('/loaves/')).toContain('Forty loaves');
  ghost.operations.addTags(loaves!.id, 'Ovens');
  await shows('/loaves/', 'Ovens');
});

test('many deleted at once, whom no line names, are gone after two ticks', async () => {
  const ids = Array.from({ length: 8 }, (_, index) =>
    ghost.operations.createPost({ title: `Short ${index}`, text: 'Lived.', status: 'published' }).id); // prettier-ignore
  await shows('/short-7/', 'Lived.');
  await settled();
  ghost.operations.bulkDelete(ids);
  const { ticks } = (await watch())!;
  await until((one) => one.ticks >= ticks + 2 && one.heldBy === null);
  expect(await elsewhere.rows(`select slug from posts where slug like 'short-%'`)).toEqual([]);
  expect((await blog.ask('/short-7/')).status).toBe(404);
});

test('a Ghost of another major version is told of once, and read', async () => {
  ghost.faults.version = 'v7.1';
  const { ticks } = (await watch())!;
  await until((one) => one.ticks >= ticks + 4 && one.version === 'v7.1');
  ghost.faults.version = 'v6.65';
  const told = lines('the Ghost is of another major version than we know; it is read all the same');
  expect(told.map(({ version }) => version)).toEqual(['v7.1']);
});

test('each night everything is compared; where nothing was edited nothing has drifted, and what has is mended', async () => {
  await settled();
  await elsewhere.services.blog.wantWholeGhost(operator, door.url);
  expect((await until((one) => one.drift !== null))?.drift?.count).toBe(0);
  await elsewhere.rows(`update posts set title = 'By hand', content_hash = 'x' where slug = 'crumbs'`);
  await elsewhere.services.blog.wantWholeGhost(operator, door.url);
  await until((one) => one.drift?.count === 1);
  expect(await elsewhere.rows(`select title from posts where slug = 'crumbs'`)).toEqual([{ title: 'Crumbs' }]);
});

test('one that says that it is asked too often is left alone for a minute', async () => {
  ghost.faults.add({ kind: 'too many', times: 1 });
  const now = await until((one) => one.failing?.trouble === 'busy');
  const waits = now!.failing!.nextTryAt!.getTime() - now!.failing!.at.getTime();
  expect(waits).toBeGreaterThanOrEqual(60_000);
  const before = door.asked.length;
  await leftAlone();
  expect(door.asked).toHaveLength(before);
  await elsewhere.services.blog.resumeGhost(operator, door.url);
  await until((one) => one.failing === null);
});

test('one that refuses us is not asked a second time until somebody says so', async () => {
  await settled();
  ghost.faults.add({ kind: 'unauthorized' });
  await until((one) => one.paused !== null);
  const before = ghost.asked.length;
  expect(ghost.asked.filter(({ status }) => status === 401)).toHaveLength(1);
  await leftAlone();
  ghost.faults.clear();
  await leftAlone();
  expect(ghost.asked).toHaveLength(before);
  const alarms = lines('reading the Ghost is paused until there is another key, or rose ghost resume');
  expect(alarms).toMatchObject([{ level: 'error' }]);
  const { text } = await ask(`${blog.internalUrl}/metrics`);
  expect(text).toMatch(/^ghost_paused\{service="blog",role="all"\} 1$/m);
  await elsewhere.services.blog.resumeGhost(operator, door.url);
  ghost.operations.createPost({ title: 'Again', text: 'Here.', status: 'published' });
  await shows('/again/', 'Here.');
  expect(await elsewhere.rows('select * from dead_jobs')).toEqual([]);
});

test('how it stands is measured', async () => {
  const text = await eventually(
    async () => (await ask(`${blog.internalUrl}/metrics`)).text,
    // What was read is kept for some seconds.
    (now) => /^ghost_paused\{[^}]*\} 0$/m.test(now),
    20_000,
  );
  expect(text).toMatch(/^ghost_lag_seconds\{[^}]*\} [0-9.]+$/m);
  expect(text).toMatch(/^ghost_drift\{[^}]*\} 1$/m);
  expect(text).toMatch(/^ghost_failing\{[^}]*\} 0$/m);
  expect(text).toMatch(/^ghost_ticks_total\{[^}]*\} [1-9]\d*$/m);
  for (const kind of ['refused', 'busy']) {
    expect(text).toMatch(new RegExp(`^ghost_errors_total\\{kind="${kind}",[^}]*\\} 1$`, 'm'));
  }
});
