import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startAppUnderTest, type AppUnderTest } from '../../testing/app-under-test.js';
import { eventually } from '../../testing/eventually.js';
import { sampleApp, wireNothing } from '../../testing/sample-app.js';
import { tcpDoor, type TcpDoor } from '../../testing/tcp-door.js';

let doors: { database: TcpDoor; redis: TcpDoor };
let app: AppUnderTest;

const through = (value: string, port: number) => {
  const url = new URL(value);
  url.host = `127.0.0.1:${port}`;
  return url.href;
};

const target = (value: string) => ({ host: new URL(value).hostname, port: Number(new URL(value).port) });
const required = (name: string) => process.env[name] ?? '';

beforeEach(async () => {
  doors = {
    database: await tcpDoor(target(required('ROSE_TEST_DATABASE_URL'))),
    redis: await tcpDoor(target(required('ROSE_TEST_REDIS_URL'))),
  };
  app = await startAppUnderTest(sampleApp(), wireNothing, {
    env: (databaseUrl) => ({
      DATABASE_URL: through(databaseUrl, doors.database.port),
      REDIS_URL: through(required('ROSE_TEST_REDIS_URL'), doors.redis.port),
    }),
  });
});

afterEach(async () => {
  await app.stop();
  await Promise.all([doors.database.shut(), doors.redis.shut()]);
});

const ready = async () => {
  const answer = await app.ask('/readyz');
  return { status: answer.status, ...(answer.json() as { checks: Record<string, string> }).checks };
};

const whole = { status: 200, database: 'ok', redis: 'ok', migrations: 'ok', process: 'ok' };
const becomes = async (expected: Partial<typeof whole>) => {
  const wanted = { ...whole, ...expected };
  const answer = await eventually(
    ready,
    (now) => JSON.stringify(Object.entries(now).sort()) === JSON.stringify(Object.entries(wanted).sort()),
  );
  expect(answer).toEqual(wanted);
};

test('PostgreSQL goes and comes back', async () => {
  await becomes({});
  await doors.database.shut();
  await becomes({ status: 503, database: 'failed', migrations: 'failed' });
  expect((await app.ask('/healthz')).status).toBe(200);
  await doors.database.open();
  await becomes({});
});

test('Redis goes and comes back', async () => {
  await becomes({});
  await doors.redis.shut();
  await becomes({ status: 503, redis: 'failed' });
  await doors.redis.open();
  await becomes({});
});

test('why a check fails is logged once, and not told to strangers', async () => {
  const warnings = () => app.logLines.filter((line) => line['check'] === 'database' && line['level'] === 'warn').length;
  await becomes({});
  const before = warnings();
  await doors.database.shut();
  await becomes({ status: 503, database: 'failed', migrations: 'failed' });
  const { text } = await app.ask('/readyz');
  expect(text).not.toMatch(/127\.0\.0\.1|ECONN/);
  expect(warnings()).toBe(before + 1);
});
