import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import { ask } from '../../testing/app-under-test.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import type { ReadyMessage } from './supervised.js';

const main = fileURLToPath(new URL('../../../../market/dist/main.js', import.meta.url));
const children: ChildProcess[] = [];
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

interface Running {
  child: ChildProcess;
  stderr: () => string;
  ended: Promise<number | null>;
}

function start(env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      LISTEN_PORT: '0',
      INTERNAL_PORT: '0',
      DATABASE_URL: database.url,
      REDIS_URL: process.env['ROSE_TEST_REDIS_URL'],
      SECRET_KEY: 'x'.repeat(32),
      INTERNAL_SECRET: 'y'.repeat(32),
      ...env,
    },
  });
  children.push(child);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  // Not 'close': it does not come once this side has hung up the IPC channel.
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, stderr: () => stderr, ended };
}

async function ready(running: Running): Promise<ReadyMessage> {
  const [message] = (await Promise.race([
    once(running.child, 'message'),
    running.ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${running.stderr()}`))),
  ])) as [ReadyMessage];
  return message;
}

const site = { host: 'market.rose.localhost' };

test('answers, tells who started it, and ends with 0 on SIGTERM', async () => {
  const running = start();
  const { publicPort, internalPort } = await ready(running);
  // It answers before the database is connected, and then says so.
  await eventually(
    async () => (await ask(`http://127.0.0.1:${publicPort}/`, { headers: { ...site, accept: 'text/html' } })).status,
    (status) => status === 200,
  );
  expect((await ask(`http://127.0.0.1:${internalPort}/metrics`)).status).toBe(200);
  running.child.kill('SIGTERM');
  expect(await running.ended).toBe(0);
  expect(running.stderr()).toBe('');
});

test('ends by itself when who started it is gone', async () => {
  const running = start();
  await ready(running);
  running.child.disconnect();
  expect(await running.ended).toBe(0);
});

test('a worker has no public listener', async () => {
  const running = start({ ROLE: 'worker' });
  const { publicPort, internalPort } = await ready(running);
  expect(publicPort).toBe(0);
  expect((await ask(`http://127.0.0.1:${internalPort}/healthz`)).json()).toMatchObject({ role: 'worker' });
  running.child.kill('SIGTERM');
  expect(await running.ended).toBe(0);
});

test('a port that is taken: one sentence, exit code 1', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const running = start({ LISTEN_PORT: String(port) });
  expect(await running.ended).toBe(1);
  expect(running.stderr()).toBe(`market: Port ${port} is taken; stop what uses it or set LISTEN_PORT to a free one.\n`);
  taken.close();
});

test('a setting that is wrong: one sentence, exit code 1', async () => {
  const running = start({ DATABASE_URL: 'nonsense' });
  expect(await running.ended).toBe(1);
  expect(running.stderr()).toBe(
    'market: DATABASE_URL must be an address like postgres://user:password@host:5432/name.\n',
  );
});
