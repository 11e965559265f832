import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ask, startAppUnderTest, type AppUnderTest } from '../../testing/app-under-test.js';
import { eventually } from '../../testing/eventually.js';
import { wireAll } from '../../testing/registry-under-test.js';
import { sampleApp } from '../../testing/sample-app.js';
import { tcpDoor, type TcpDoor } from '../../testing/tcp-door.js';

let door: TcpDoor;
let app: AppUnderTest;

/** A service whose database is not there yet. */
beforeEach(async () => {
  const admin = new URL(process.env['ROSE_TEST_DATABASE_URL'] ?? '');
  door = await tcpDoor({ host: admin.hostname, port: Number(admin.port) });
  await door.shut();
  app = await startAppUnderTest(sampleApp(), wireAll, {
    early: true,
    env: (databaseUrl) => {
      const url = new URL(databaseUrl);
      url.port = String(door.port);
      return { DATABASE_URL: url.href };
    },
  });
});

afterEach(() => door.shut());

const inside = async (path: string) => (await ask(app.internalUrl + path)).status;

test('a service that starts before its database waits for it, unready, and takes no visitor until then', async () => {
  expect([await inside('/healthz'), await inside('/readyz'), await inside('/metrics')]).toEqual([200, 503, 200]);
  expect(app.service.publicPort).toBe(0);
  await door.open();
  expect(await app.service.opened).toBe(true);
  expect((await app.ask('/readyz')).status).toBe(200);
  expect((await app.ask('/posts')).json()).toMatchObject({ total: 0 });
  await app.stop();
});

test('a database that goes away later closes nothing: pages say so, and are back with it', async () => {
  await door.open();
  await app.service.opened;
  await door.shut();
  const page = await app.ask('/posts', { headers: { accept: 'text/html' } });
  expect([page.status, page.headers['retry-after']]).toEqual([503, '5']);
  expect(page.text).toContain('Nothing is lost');
  expect((await app.ask('/hello/fern')).status).toBe(200);
  expect((await app.ask('/healthz')).status).toBe(200);
  await door.open();
  await eventually(
    async () => (await app.ask('/readyz')).status,
    (status) => status === 200,
  );
  expect((await app.ask('/posts')).status).toBe(200);
  await app.stop();
});

test('one that is stopped while it waits stops at once, and never opens', async () => {
  const began = performance.now();
  await app.stop();
  expect(await app.service.opened).toBe(false);
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(app.service.publicPort).toBe(0);
});
