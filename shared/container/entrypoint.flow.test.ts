import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { rootFolder } from '../dev/data-dir/root-folder.js';
import { freePort } from '../dev/process/free-port.js';
import { ask, nobodysPort } from '../testing/app-under-test.js';
import { eventually } from '../testing/eventually.js';
import { tcpDoor, type TcpDoor } from '../testing/tcp-door.js';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';

const entrypoint = join(rootFolder, 'shared', 'container', 'entrypoint.sh');
const started: ChildProcess[] = [];
let database: TestDatabase;
let door: TcpDoor;
let secrets: string;

beforeEach(async () => {
  // Empty, so that only who migrated it can use it.
  database = await testDatabase('template0');
  const { hostname: host, port } = new URL(database.url);
  door = await tcpDoor({ host, port: Number(port) });
  secrets = mkdtempSync(join(tmpdir(), 'rose-secrets-'));
});

afterEach(async () => {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  await door.shut();
  await database.drop();
  rmSync(secrets, { recursive: true });
});

/** As a container has it: the address of the database is a secret in a file. */
async function start(env: Record<string, string> = {}) {
  const url = new URL(database.url);
  url.port = String(door.port);
  const file = join(secrets, 'database_url');
  writeFileSync(file, `${url.href}\n`);
  const [publicPort, internalPort] = await Promise.all([freePort(), freePort()]);
  const child = spawn(entrypoint, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ PATH: process.env['PATH'], NODE_ENV: 'test', ROSE_APP: 'market', ROLE: 'web' },
      ...{ LISTEN_PORT: String(publicPort), INTERNAL_PORT: String(internalPort) },
      ...{ DATABASE_URL_FILE: file, REDIS_URL: process.env['ROSE_TEST_REDIS_URL'] },
      ...{ SECRET_KEY: 'x'.repeat(32), INTERNAL_SECRET: 'y'.repeat(32) },
      ...env,
    },
  });
  started.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, said, ended, statusOf: (path: string) => statusOf(publicPort, path) };
}

function statusOf(port: number, path: string): Promise<number> {
  const asked = ask(`http://127.0.0.1:${port}${path}`, { headers: { host: 'market.rose.localhost' } });
  return asked.then(
    ({ status }) => status,
    () => 0,
  );
}

type Started = Awaited<ReturnType<typeof start>>;

/** Two programs start one after the other, and migrations run between them. */
const patienceMs = 40_000;

const hasSaid = ({ said }: Started, words: string) =>
  eventually(
    () => said.out,
    (out) => out.includes(words),
    patienceMs,
  );
const isUp = ({ statusOf }: Started) =>
  eventually(
    () => statusOf('/readyz'),
    (status) => status === 200,
    patienceMs,
  );

test('waits for the database, brings it up to date, and becomes the service', async () => {
  await door.shut();
  const one = await start({ RUN_MIGRATIONS: 'true' });
  await hasSaid(one, 'Waiting: ');
  expect(await one.statusOf('/healthz')).toBe(0);
  await door.open();
  await isUp(one);
  expect(one.said.out).toContain('Applied ');
  one.child.kill('SIGTERM');
  expect(await one.ended).toBe(0);
  expect([one.child.signalCode, one.said.err]).toEqual([null, '']);
});

test('several that migrate at once take turns', async () => {
  const both = [await start({ RUN_MIGRATIONS: '1' }), await start({ RUN_MIGRATIONS: 'true' })];
  await Promise.all(both.map(isUp));
  const words = both.map(({ said }) => /^(Applied|The database is up to date)/.exec(said.out)?.[0]);
  expect(words.sort()).toEqual(['Applied', 'The database is up to date']);
});

test('without RUN_MIGRATIONS nothing is migrated, and nobody let in', async () => {
  const one = await start();
  await hasSaid(one, 'not applied: ');
  expect(await one.statusOf('/healthz')).toBe(0);
  one.child.kill('SIGTERM');
  expect(await one.ended).toBe(0);
});

const nowhere = `redis://:geheim@127.0.0.1:${nobodysPort}`;

test.each<[string, Record<string, string>, RegExp]>([
  ['the database', {}, /^Gave up after 1 s \(WAIT_SECONDS\): Nothing answers at .*correct DATABASE_URL\.\n$/],
  [
    'the other way to it',
    { DATABASE_DIRECT_URL: `postgres://rose:geheim@127.0.0.1:${nobodysPort}/rose` },
    /^Gave up .* Nothing answers at 127\.0\.0\.1:1; .*correct DATABASE_DIRECT_URL\.\n$/,
  ],
  ['Redis', { REDIS_URL: nowhere }, /^Gave up .* No Redis lets us in at 127\.0\.0\.1:1; .*correct REDIS_URL\.\n$/],
])('gives up in one sentence without %s, and says no secret', async (what, env, sentence) => {
  if (what === 'the database') await door.shut();
  const one = await start({ WAIT_SECONDS: '1', ...env });
  expect(await one.ended).toBe(1);
  expect(one.said.err).toMatch(sentence);
  expect(one.said.out + one.said.err).not.toMatch(new RegExp(`geheim|${new URL(database.url).password}`));
});

test('a setting that is wrong is said at once', async () => {
  const one = await start({ WAIT_SECONDS: 'long' });
  expect(await one.ended).toBe(1);
  expect(one.said.err).toMatch(/^WAIT_SECONDS .*; it is "long"\.\n$/);
});

test('SIGTERM ends the waiting', async () => {
  await door.shut();
  const one = await start();
  await hasSaid(one, 'Waiting: ');
  one.child.kill('SIGTERM');
  expect(await one.ended).toBe(0);
});
