import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ask, nobodysPort } from '../../testing/app-under-test.js';
import { freePort } from '../../dev/process/free-port.js';
import { eventually } from '../../testing/eventually.js';
import { tcpDoor, type TcpDoor } from '../../testing/tcp-door.js';
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
  const { status } = await ask(`http://127.0.0.1:${publicPort}/`, { headers: { ...site, accept: 'text/html' } });
  expect(status).toBe(200);
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

const taken = (port: number) => `market: Port ${port} is taken; stop what uses it or set LISTEN_PORT to a free one.\n`;

async function takePort(port = 0) {
  const taker = createServer().listen(port, '127.0.0.1');
  await once(taker, 'listening');
  return { port: (taker.address() as AddressInfo).port, leave: () => taker.close() };
}

test('a port that is taken: one sentence, exit code 1, without waiting for anything', async () => {
  const { port, leave } = await takePort();
  const running = start({ LISTEN_PORT: String(port), DATABASE_URL: `postgres://rose@127.0.0.1:${nobodysPort}/rose` });
  expect(await running.ended).toBe(1);
  expect(running.stderr()).toBe(taken(port));
  leave();
});

describe('while the database is away', () => {
  let door: TcpDoor;
  let waiting: Running;
  let internalPort: number;
  let publicPort: number;

  beforeEach(async () => {
    const url = new URL(database.url);
    door = await tcpDoor({ host: url.hostname, port: Number(url.port) });
    await door.shut();
    url.port = String(door.port);
    [publicPort, internalPort] = await Promise.all([freePort(), freePort()]);
    waiting = start({
      ...{ DATABASE_URL: url.href, LISTEN_PORT: String(publicPort), INTERNAL_PORT: String(internalPort) },
    });
    await eventually(
      () => statusOf(internalPort, '/readyz'),
      (status) => status === 503,
      // A program starts, and others may have the machine.
      40_000,
    );
  });

  afterEach(() => door.shut());

  test('nobody is let in, and everybody afterwards', async () => {
    expect(await statusOf(internalPort, '/healthz')).toBe(200);
    expect(await statusOf(publicPort, '/healthz')).toBe('ECONNREFUSED');
    await door.open();
    expect(await ready(waiting)).toMatchObject({ publicPort, internalPort });
    expect(await statusOf(publicPort, '/healthz')).toBe(200);
  });

  test('SIGTERM ends it with 0', async () => {
    waiting.child.kill('SIGTERM');
    expect(await waiting.ended).toBe(0);
  });

  test('a port that was taken meanwhile: the same sentence', async () => {
    const { leave } = await takePort(publicPort);
    await door.open();
    expect(await waiting.ended).toBe(1);
    expect(waiting.stderr()).toBe(taken(publicPort));
    leave();
  });
});

function statusOf(port: number, path: string): Promise<number | string> {
  return ask(`http://127.0.0.1:${port}${path}`, { headers: site }).then(
    ({ status }) => status,
    (error: unknown) => (error as { code?: string }).code ?? 'refused',
  );
}

test('a setting that is wrong: one sentence, exit code 1', async () => {
  const running = start({ DATABASE_URL: 'nonsense' });
  expect(await running.ended).toBe(1);
  expect(running.stderr()).toBe(
    'market: DATABASE_URL must be an address like postgres://user:password@host:5432/name.\n',
  );
});
