import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { eventually } from '@rose-ash/shared/testing/eventually';
import { ghostDoor, type GhostDoor } from '@rose-ash/shared/testing/ghost-door';
import { startGhostServer, type GhostServer } from '@rose-ash/shared/testing/ghost-server/start-ghost-server';
import { servicesOn, type ServicesOn } from '@rose-ash/shared/testing/services-on';
import { testDatabase, type TestDatabase } from '@rose-ash/shared/testing/test-database';

const main = fileURLToPath(new URL('./main.js', import.meta.url));

let database: TestDatabase;
let ghost: GhostServer;
let door: GhostDoor;
let elsewhere: ServicesOn;
let redisPrefix: string;
let workers: Worker[];

interface Worker {
  child: ChildProcess;
  /** What was logged. */
  said: () => string;
}

beforeEach(async () => {
  database = await testDatabase();
  ghost = await startGhostServer({ at: '2026-11-20T10:00:00Z' });
  door = await ghostDoor(ghost.origin);
  elsewhere = await servicesOn(database.url);
  redisPrefix = `test-${randomBytes(6).toString('hex')}`;
  workers = [];
});

afterEach(async () => {
  await Promise.all(workers.map(kill));
  await elsewhere.close();
  await door.close();
  await ghost.stop();
  await database.drop();
});

/** A worker of the blog as it ships, in a process of its own. */
function startWorker(): Worker {
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      ...{ PATH: process.env['PATH'], NODE_ENV: 'test', ROLE: 'worker', LOG_LEVEL: 'debug', INTERNAL_PORT: '0' },
      ...{ DATABASE_URL: database.url, REDIS_URL: process.env['ROSE_TEST_REDIS_URL'], REDIS_PREFIX: redisPrefix },
      ...{ SECRET_KEY: 'x'.repeat(32), INTERNAL_SECRET: 'y'.repeat(32) },
      ...{ GHOST_URL: door.url, GHOST_ADMIN_API_KEY: ghost.key.whole, GHOST_SYNC_SECONDS: '1' },
    },
  });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const worker = { child, said: () => said };
  workers.push(worker);
  return worker;
}

/** As a machine that loses its power. */
async function kill({ child }: Worker): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const countPosts = async () => {
  const [row] = await elsewhere.rows<{ count: number }>('select count(*)::int as count from posts');
  return row!.count;
};

const writePosts = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    ghost.operations.createPost({ title: `Post ${index}`, text: `Text ${index}.`, status: 'published' }),
  );

const readings = ({ said }: Worker) => said().split('"the Ghost was read"').length - 1;
const waits = ({ said }: Worker) => said().split('"not our turn to read the Ghost"').length - 1;

test('of two workers one reads at a time, and both have their turns', async () => {
  writePosts(30);
  // So that a turn lasts longer than it takes until the next one is asked for.
  door.delayMs = 150;
  const [one, other] = [startWorker(), startWorker()];
  let seen = -1;
  await eventually(
    () => {
      // There is always something new to read.
      if (seen < (seen = readings(one) + readings(other))) writePosts(1);
      return [readings(one), readings(other), waits(one) + waits(other)];
    },
    (counts) => counts.every((count) => count >= 2),
    90_000,
  );
  expect(door.mostAtOnce()).toBe(1);
}, 120_000);

test('a worker that is killed in the middle leaves nothing behind but its turn, which runs out', async () => {
  writePosts(60);
  // The second page never comes.
  door.delayMs = (path) => (path.includes('/posts/') && path.includes('filter=') ? 600_000 : 0);
  const first = startWorker();
  await eventually(countPosts, (count) => count >= 25, 90_000);
  await kill(first);
  expect(await countPosts()).toBeLessThan(60);
  door.delayMs = 0;
  const [before, heir] = [door.asked.length, startWorker()];
  await eventually(() => waits(heir), (count) => count >= 1, 90_000); // prettier-ignore
  expect(door.asked).toHaveLength(before);
  // Half a minute later.
  await elsewhere.rows(`update ghost_watches set held_until = now()`);
  await eventually(
    () => elsewhere.services.blog.findGhostWatch(operator, door.url),
    (watch) => watch !== null && watch.readAt !== null,
    90_000,
  );
  expect(await countPosts()).toBe(60);
  // It went on behind what was taken, and did not begin anew.
  const lists = door.asked.slice(before).filter((path) => path.includes('/posts/') && path.includes('updated_at+asc'));
  expect(lists[0]).toContain('filter=');
}, 120_000);
