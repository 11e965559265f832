import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { request } from 'undici';
import { operator } from '../../../contracts/viewer.js';
import { newId } from '../../../lib/ids.js';
import { startAppUnderTest, type AppUnderTest } from '../../../testing/app-under-test.js';
import { eventually } from '../../../testing/eventually.js';
import { wireAll } from '../../../testing/registry-under-test.js';
import { sampleApp } from '../../../testing/sample-app.js';
import { createRedis } from '../../cache/create-redis.js';
import { openCache } from '../../fragments/cache/open-cache.js';
import { hangNotice, takeDownNotices } from '../maintenance/notices.js';
import { errorView, type ErrorModel } from '../../views/error-view.js';

let under: AppUnderTest;
let rendered = 0;
let connections: Redis[];
let invalidate: (tags: string[]) => Promise<void>;
let begun = 0;
let gate = Promise.resolve();

const model = (sentence: string): ErrorModel => ({
  ...{ status: 200, code: 'sample', sentence },
  ...{ fields: [], retryAfterSeconds: null },
});

const app = {
  ...sampleApp(),
  routes: [
    (router: Parameters<ReturnType<typeof sampleApp>['routes'][number]>[0]) => {
      router.get('/shelf', async (ctx) => {
        rendered += 1;
        const words = `Page ${String(ctx.query['page'] ?? '1')}, rendered ${rendered} times. ${'Bread. '.repeat(200)}`;
        await ctx.render(errorView, model(words), { cache: { query: ['page'], tags: ['products'], ttlMs: 60_000 } });
      });
      router.post('/prices', async (ctx) => {
        const price = { minor: 300 + rendered, currency: 'GBP' };
        await ctx.services.market.saveProduct(operator, { slug: 'loaf', name: 'Loaf', price, unit: 'loaf', onHand: 3 });
        ctx.redirect('/shelf');
        ctx.status = 303;
      });
      router.get('/slow', async (ctx) => {
        const words = `Begun ${(begun += 1)} times. ${'Bread. '.repeat(200)}`;
        await gate;
        await ctx.render(errorView, model(words), { cache: { query: [], tags: ['products'], ttlMs: 60_000 } });
      });
      router.get('/mine', async (ctx) => {
        rendered += 1;
        await ctx.render(errorView, model('Only yours.'));
      });
    },
  ],
};

beforeAll(async () => {
  const prefix = `test-${newId()}`;
  const redisUrl = process.env['ROSE_TEST_REDIS_URL'] ?? '';
  const log = pino({ level: 'silent' });
  connections = [1, 2, 3].map(() => createRedis(redisUrl, log, `${prefix}:`));
  const [redis, subscriber, cacheRedis] = connections as [Redis, Redis, Redis];
  const other = openCache({
    connections: { redis, subscriber, cacheRedis },
    ...{ prefix, mostBytes: 1_000, log },
  });
  await eventually(() => other.known.isListening, Boolean);
  invalidate = (tags) => other.epochs.invalidate(tags);
  under = await startAppUnderTest(app, wireAll, { env: { REDIS_PREFIX: prefix } });
});

// Until this process hears of invalidations it keeps nothing.
beforeEach(async () => {
  await invalidate(['products']);
  await eventually(
    async () => {
      await ask('/shelf');
      return (await ask('/shelf')).headers['server-timing'];
    },
    (timing) => timing === 'page;desc="memory"',
  );
});

afterAll(async () => {
  await under.stop();
  for (const redis of connections) redis.disconnect();
});

const ask = (path: string, headers: Record<string, string> = {}) => under.ask(path, { headers });
const timesOf = (text: string) => Number(/rendered (\d+) times/.exec(text)?.[1]);

async function answerIn(coding: string, path = '/shelf') {
  const headers = { host: 'blog.rose.localhost', 'accept-encoding': coding };
  const answer = await request(under.publicUrl + path, { headers, reset: true });
  return { ...answer, bytes: Buffer.from(await answer.body.arrayBuffer()) };
}

const derive = promisify(pbkdf2);

/** Keeps the threads that compress busy, and a queue before them, until it is told that this is enough. */
function holdThreads(): () => Promise<void> {
  let isEnough = false;
  const hold = async () => {
    while (!isEnough) await derive('words', 'salt', 40_000, 64, 'sha512');
  };
  const held = Promise.all(Array.from({ length: 12 }, hold));
  return async function release() {
    isEnough = true;
    await held;
  };
}

describe('a page for strangers', () => {
  test('is rendered once', async () => {
    const before = rendered;
    const answers = await Promise.all([ask('/shelf'), ask('/shelf'), ask('/shelf')]);
    expect(rendered).toBe(before);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => headers['x-request-id'])).size).toBe(3);
  });

  test('is another one for another value that counts, and the same for what does not', async () => {
    const before = rendered;
    expect((await ask('/shelf?page=2')).text).toContain('Page 2');
    expect((await ask('/shelf?page=2&utm_source=x')).text).toContain('Page 2');
    expect((await ask('/shelf?utm_source=<script>')).text).toContain('Page 1');
    expect((await ask('/shelf?utm_source=y&page=2')).headers['server-timing']).toBe('page;desc="memory"');
    expect(rendered).toBe(before + 1);
  });

  test('junk that comes first is answered and not kept', async () => {
    await invalidate(['products']);
    await eventually(
      async () => (await ask('/shelf?junk=1')).headers['server-timing'],
      (timing) => timing !== 'page;desc="memory"',
    );
    const before = rendered;
    await ask('/shelf?junk=2');
    expect(rendered).toBe(before + 1);
  });

  test('ends when something that it shows changes', async () => {
    const old = timesOf((await ask('/shelf')).text);
    await invalidate(['something else']);
    expect(timesOf((await ask('/shelf')).text)).toBe(old);
    await invalidate(['products']);
    await eventually(
      async () => timesOf((await ask('/shelf')).text),
      (times) => times > old,
    );
  });

  test('that is being made while something in it changes is not shown to the next', async () => {
    let open!: () => void;
    gate = new Promise((resolve) => (open = resolve));
    const old = timesOf((await ask('/shelf')).text);
    const before = begun;
    const slow = ask('/slow');
    await eventually(
      () => begun,
      (times) => times > before,
    );
    await invalidate(['products']);
    // From here on the process has heard of it.
    await eventually(
      async () => timesOf((await ask('/shelf')).text),
      (times) => times > old,
    );
    open();
    expect((await slow).text).toContain(`Begun ${before + 1} times`);
    expect((await ask('/slow')).text).toContain(`Begun ${before + 2} times`);
    expect((await ask('/slow')).headers['server-timing']).toBe('page;desc="memory"');
  });

  test('shows a change to whoever is sent there after making it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const old = timesOf((await ask('/shelf')).text);
      const answer = await under.ask('/prices', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } });
      expect([answer.status, answer.headers['location']]).toEqual([303, '/shelf']);
      expect(timesOf((await ask('/shelf')).text)).toBeGreaterThan(old);
    }
  });

  test.each([
    ['br', '/shelf'],
    ['gzip', '/shelf'],
    ['br', '/shelf?from=a-letter'],
    ['gzip', '/shelf?from=a-letter'],
  ])('comes in %s to the first who asks for %s, too', async (coding, path) => {
    await invalidate(['products']);
    const first = await eventually(
      () => answerIn(coding, path),
      ({ headers }) => headers['server-timing'] !== 'page;desc="memory"',
    );
    expect(first.headers['content-encoding']).toBe(coding);
    const unpack = coding === 'br' ? brotliDecompressSync : gunzipSync;
    expect(timesOf(String(unpack(first.bytes)))).toBe(rendered);
  });

  test('is sent as it is where every thread is busy with other things', async () => {
    await invalidate(['products']);
    const release = holdThreads();
    try {
      const first = await eventually(
        () => answerIn('br'),
        ({ headers }) => headers['server-timing'] !== 'page;desc="memory"',
      );
      expect(first.headers['content-encoding']).toBeUndefined();
      expect(timesOf(String(first.bytes))).toBe(rendered);
    } finally {
      await release();
    }
    await eventually(
      () => answerIn('br'),
      ({ headers }) => headers['content-encoding'] === 'br',
    );
  });

  test('comes compressed once that is ready, each coding with its own tag', async () => {
    const br = await eventually(
      () => answerIn('gzip, br'),
      ({ headers }) => headers['content-encoding'] === 'br',
    );
    const gzip = await answerIn('gzip');
    const plain = await answerIn('identity');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(plain.headers['content-encoding']).toBeUndefined();
    const texts = [brotliDecompressSync(br.bytes), gunzipSync(gzip.bytes), plain.bytes].map(String);
    expect(new Set(texts).size).toBe(1);
    expect(new Set([br, gzip, plain].map(({ headers }) => headers['etag'])).size).toBe(3);
    expect(plain.headers['vary']).toMatch(/cookie/i);
    expect(plain.headers['vary']).toMatch(/accept-encoding/i);
  });

  test('is not sent again to whoever has it', async () => {
    const { headers } = await ask('/shelf');
    const again = await ask('/shelf', { 'if-none-match': String(headers['etag']) });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('answers HEAD without a body', async () => {
    const head = await under.ask('/shelf', { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(1_000);
  });

  test('differs by the chosen scheme and by nothing else that a cookie says', async () => {
    const dark = await ask('/shelf', { cookie: 'scheme=dark' });
    expect(dark.text).toContain('data-scheme="dark"');
    expect((await ask('/shelf')).text).not.toContain('data-scheme');
    const before = rendered;
    await ask('/shelf', { cookie: 'scheme=purple; theme=<b>' });
    expect(rendered).toBe(before);
  });
});

test.each(['sid=anything', '__Host-sid=x', 'rose_basket=x', 'rose_sso=1'])(
  'whoever brings %s gets a page of their own',
  async (cookie) => {
    const before = rendered;
    await ask('/shelf', { cookie });
    expect(rendered).toBe(before + 1);
  },
);

test('a page that nobody said may be kept is made anew each time', async () => {
  const before = rendered;
  await ask('/mine');
  await ask('/mine');
  expect(rendered).toBe(before + 2);
});

test('a page that is kept is not shown while the door is closed', async () => {
  const [redis] = connections as [Redis];
  const status = async () => (await ask('/shelf')).status;
  await ask('/shelf');
  expect((await ask('/shelf')).headers['server-timing']).toBe('page;desc="memory"');
  await hangNotice(redis, 'all', { since: new Date(), until: new Date() });
  try {
    expect(await eventually(status, (code) => code !== 200)).toBe(503);
  } finally {
    await takeDownNotices(redis, []);
  }
  expect(await eventually(status, (code) => code !== 503)).toBe(200);
});

test('an error is never kept', async () => {
  expect((await ask('/shelf/none')).status).toBe(404);
  expect((await ask('/shelf/none')).headers['server-timing']).toBeUndefined();
});

describe('a page answered on the doorstep', () => {
  test('says in its headers what the app says', async () => {
    const [plain, app] = [await ask('/shelf'), await ask('/shelf?utm_source=x')];
    const varying = ['x-request-id', 'date'];
    const saying = ({ headers }: typeof plain) =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => !varying.includes(name)));
    expect(saying(plain)).toEqual(saying(app));
    expect(plain.text).toBe(app.text);
    for (const name of varying) expect(plain.headers[name]).toMatch(/./);
  });

  test('is logged under the id that the visitor was told, with the trace of the caller', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const { headers } = await ask('/shelf', { traceparent: `00-${traceId}-00f067aa0ba902b7-01` });
    const line = await eventually(
      async () => under.logLines.find((one) => one['requestId'] === headers['x-request-id']),
      Boolean,
    );
    expect(line).toMatchObject({ msg: 'answered', method: 'GET', route: 'page cache', status: 200, traceId });
    expect(line).not.toHaveProperty('aborted');
  });

  test('is only for our own names', async () => {
    expect((await ask('/shelf', { host: 'evil.example' })).status).toBe(421);
    expect((await ask('/shelf', { host: 'BLOG.rose.localhost:8443' })).headers['server-timing']).toBe(
      'page;desc="memory"',
    );
  });
});
