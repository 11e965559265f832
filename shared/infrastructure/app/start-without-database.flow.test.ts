import { expect, test } from '@jest/globals';
import { startAppUnderTest } from '../../testing/app-under-test.js';
import { eventually } from '../../testing/eventually.js';
import { wireAll } from '../../testing/registry-under-test.js';
import { sampleApp } from '../../testing/sample-app.js';
import { tcpDoor } from '../../testing/tcp-door.js';

test('a service that starts before its database waits for it, unready', async () => {
  const admin = new URL(process.env['ROSE_TEST_DATABASE_URL'] ?? '');
  const door = await tcpDoor({ host: admin.hostname, port: Number(admin.port) });
  await door.shut();
  const app = await startAppUnderTest(sampleApp(), wireAll, {
    env: (databaseUrl) => {
      const url = new URL(databaseUrl);
      url.port = String(door.port);
      return { DATABASE_URL: url.href };
    },
  });
  expect((await app.ask('/readyz')).status).toBe(503);
  expect((await app.ask('/hello/fern')).status).toBe(200);
  const page = await app.ask('/posts', { headers: { accept: 'text/html' } });
  expect([page.status, page.headers['retry-after']]).toEqual([503, '5']);
  expect(page.text).toContain('Nothing is lost');
  await door.open();
  await eventually(
    async () => (await app.ask('/readyz')).status,
    (status) => status === 200,
  );
  expect((await app.ask('/posts')).json()).toMatchObject({ total: 0 });
  await door.shut();
  expect((await app.ask('/posts')).status).toBe(503);
  await app.stop();
});
