import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startAppUnderTest, type AppUnderTest, type AppUnderTestOptions } from '../../testing/app-under-test.js';
import { eventually } from '../../testing/eventually.js';
import { sampleApp, wireNothing } from '../../testing/sample-app.js';
import { tcpDoor, type TcpDoor } from '../../testing/tcp-door.js';
import { withinOneHour } from '../../testing/within-one-hour.js';
import { errorView } from '../views/error-view.js';

const running: AppUnderTest[] = [];
const doors: TcpDoor[] = [];

// A window of an hour, and no test begins at its end: the counts are what is tested.
const file = `
site: { title: Test, locale: en-GB, timeZone: Europe/London, currency: GBP }
limits: { bodyBytes: 4096, flood: { requests: 5, seconds: 3600 } }
`;

async function start(options: AppUnderTestOptions = {}): Promise<AppUnderTest> {
  const app = await startAppUnderTest(sampleApp(), wireNothing, { file, ...options });
  running.push(app);
  return app;
}

beforeEach(withinOneHour, 60_000);

afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.stop()));
  await Promise.all(doors.splice(0).map((door) => door.shut()));
});

const statuses = async (app: AppUnderTest, times: number, from = '203.0.113.9') => {
  const all: number[] = [];
  for (let i = 0; i < times; i++) {
    all.push((await app.ask('/hello/fern', { headers: { 'x-forwarded-for': `1.2.3.${i}, ${from}` } })).status);
  }
  return all;
};

test('beyond the limit 429 with the time to wait; others are served', async () => {
  const app = await start();
  expect(await statuses(app, 7)).toEqual([200, 200, 200, 200, 200, 429, 429]);
  const refused = await app.ask('/hello/fern', { headers: { 'x-forwarded-for': '203.0.113.9', accept: 'text/html' } });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(3600);
  expect(refused.text).toContain('Wait a moment');
  expect(await statuses(app, 1, '203.0.113.10')).toEqual([200]);
});

test('replicas share one count', async () => {
  const env = { SECRET_KEY: `one secret for both replicas, long enough to be taken${Math.random()}` };
  const [one, other] = [await start({ env }), await start({ env })];
  expect(await statuses(one, 5)).toEqual([200, 200, 200, 200, 200]);
  await eventually(
    async () => (await statuses(other, 1))[0],
    (status) => status === 429,
  );
  expect(await statuses(one, 1)).toEqual([429]);
});

test('with Redis away every process holds the limit alone, and nobody waits', async () => {
  const redis = new URL(process.env['ROSE_TEST_REDIS_URL'] ?? '');
  const door = await tcpDoor({ host: redis.hostname, port: Number(redis.port) });
  doors.push(door);
  redis.port = String(door.port);
  const app = await start({ env: { REDIS_URL: redis.href } });
  expect(await statuses(app, 2)).toEqual([200, 200]);
  await door.shut();
  const begun = performance.now();
  expect(await statuses(app, 4)).toEqual([200, 200, 200, 429]);
  expect(performance.now() - begun).toBeLessThan(1_000);
  // How a service ends without Redis is not asked here, and takes its time.
  await door.open();
});

test('pages from memory count as well, before and after they are there', async () => {
  const home = sampleApp();
  const kept: typeof home = {
    ...home,
    routes: [
      (router) => {
        router.get('/kept', async (ctx) => {
          const page = { status: 200, code: 'sample', sentence: 'Bread.', fields: [], retryAfterSeconds: null };
          await ctx.render(errorView, page, { cache: { query: [], tags: ['products'], ttlMs: 60_000 } });
        });
      },
    ],
  };
  const app = await startAppUnderTest(kept, wireNothing, { file });
  running.push(app);
  const ask = (from: string) => app.ask('/kept', { headers: { 'x-forwarded-for': from } });
  let visitors = 0;
  await eventually(
    async () => (await ask(`198.51.100.${(visitors += 1)}`)).headers['server-timing'],
    (timing) => timing === 'page;desc="memory"',
  );
  const all = [];
  for (let times = 0; times < 7; times += 1) all.push(await ask('203.0.113.77'));
  expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
  expect(all.slice(0, 5).map(({ headers }) => headers['server-timing'])).toEqual(Array(5).fill('page;desc="memory"'));
  expect(Number(all[5]?.headers['retry-after'])).toBeGreaterThan(0);
});
