import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { rootFolder } from '../dev/data-dir/root-folder.js';
import { baseEnv } from '../infrastructure/config/base-env.js';
import { eventually } from '../testing/eventually.js';
import { nobodysPort, startAppUnderTest, type AppUnderTest } from '../testing/app-under-test.js';
import { sampleApp, wireNothing } from '../testing/sample-app.js';
import { tcpDoor, type TcpDoor } from '../testing/tcp-door.js';

const healthcheck = join(rootFolder, 'shared', 'container', 'healthcheck');
const folder = mkdtempSync(join(tmpdir(), 'rose-health-'));
const opened: TcpDoor[] = [];
let app: AppUnderTest | undefined;

afterAll(() => rmSync(folder, { recursive: true }));

afterEach(async () => {
  await app?.stop();
  app = undefined;
  await Promise.all(opened.splice(0).map((door) => door.shut()));
});

/** What Docker would be told: 0 for healthy. */
function check(env: Record<string, string | number>): Promise<number> {
  const said = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, String(value)]));
  return new Promise((resolve) => {
    const child = execFile(healthcheck, {
      env: { PATH: process.env['PATH'], TMPDIR: folder, ROSE_APP: 'blog', ...said },
    });
    child.once('exit', (code) => resolve(code ?? -1));
  });
}

const through = (value: string, port: number) => {
  const url = new URL(value);
  url.host = `127.0.0.1:${port}`;
  return url.href;
};

const required = (name: string) => process.env[name] ?? '';

async function doorTo({ hostname: host, port }: URL): Promise<TcpDoor> {
  const door = await tcpDoor({ host, port: Number(port) });
  opened.push(door);
  return door;
}

test('a service is healthy while it answers, whatever becomes of its stores', async () => {
  const doors = [
    await doorTo(new URL(required('ROSE_TEST_DATABASE_URL'))),
    await doorTo(new URL(required('ROSE_TEST_REDIS_URL'))),
  ] as const;
  app = await startAppUnderTest({ ...sampleApp(), name: 'blog' }, wireNothing, {
    env: (databaseUrl) => ({
      DATABASE_URL: through(databaseUrl, doors[0].port),
      REDIS_URL: through(required('ROSE_TEST_REDIS_URL'), doors[1].port),
      BASE_DOMAIN: 'rose-ash.test',
    }),
  });
  const web = { ROLE: 'web', LISTEN_PORT: app.service.publicPort, BASE_DOMAIN: 'rose-ash.test' };
  expect(await check(web)).toBe(0);
  await Promise.all(doors.map((door) => door.shut()));
  const { ask } = app;
  await eventually(
    async () => (await ask('/readyz')).status,
    (status) => status === 503,
  );
  expect(await check(web)).toBe(0);
  expect(await check({ ...web, ROLE: 'all', LISTEN_HOST: '127.0.0.1' })).toBe(0);
  // How a service ends without its stores is not asked here, and takes its time.
  await Promise.all(doors.map((door) => door.open()));
});

test('a worker is healthy once it was ready, and then while its internal listener answers', async () => {
  const door = await doorTo(new URL(required('ROSE_TEST_REDIS_URL')));
  app = await startAppUnderTest({ ...sampleApp(), name: 'blog' }, wireNothing, {
    env: { ROLE: 'worker', REDIS_URL: through(required('ROSE_TEST_REDIS_URL'), door.port) },
  });
  const worker = { ROLE: 'worker', INTERNAL_PORT: app.service.internalPort, LISTEN_PORT: nobodysPort };
  await door.shut();
  await eventually(
    () => check(worker),
    (code) => code === 1,
  );
  await door.open();
  await eventually(
    () => check(worker),
    (code) => code === 0,
  );
  await door.shut();
  await pause(1_000);
  expect(await check(worker)).toBe(0);
  expect(await check({ ...worker, TMPDIR: join(folder, 'another') })).toBe(1);
  await door.open();
  await app.stop();
  expect(await check(worker)).toBe(1);
});

test('a name that the service does not answer to is no sign of health', async () => {
  app = await startAppUnderTest({ ...sampleApp(), name: 'blog' }, wireNothing);
  expect(await check({ LISTEN_PORT: app.service.publicPort, BASE_DOMAIN: 'elsewhere.test' })).toBe(1);
});

test('one that takes the question and says nothing is ill within 3 s', async () => {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const began = performance.now();
  expect(await check({ LISTEN_PORT: (server.address() as AddressInfo).port })).toBe(1);
  expect(performance.now() - began).toBeLessThan(3_000);
  server.close();
});

test('what is not said means the same to it as to the service', () => {
  const script = readFileSync(healthcheck, 'utf8');
  const { LISTEN_PORT, INTERNAL_PORT, ROLE, BASE_DOMAIN } = baseEnv;
  for (const [key, { schema }] of Object.entries({ LISTEN_PORT, INTERNAL_PORT, ROLE, BASE_DOMAIN })) {
    expect(script).toContain(`\${${key}:-${String(schema.parse(undefined))}}`);
  }
});
