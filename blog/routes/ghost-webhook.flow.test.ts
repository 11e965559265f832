import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Queue } from 'bullmq';
import { Client } from 'pg';
import { request } from 'undici';
import { createJobQueues, type JobQueues } from '@rose-ash/shared/infrastructure/jobs/job-queues';
import { ask, startAppUnderTest, type Answered, type AppUnderTest } from '@rose-ash/shared/testing/app-under-test';
import { eventually } from '@rose-ash/shared/testing/eventually';
import { addWebhook } from '@rose-ash/shared/testing/ghost-server/ask-ghost';
import { recordedWebhooks } from '@rose-ash/shared/testing/ghost-server/recorded-webhooks';
import { startGhostServer, type GhostServer } from '@rose-ash/shared/testing/ghost-server/start-ghost-server';
import { signWebhook } from '@rose-ash/shared/testing/ghost-server/webhooks/sign-webhook';
import { quickest } from '@rose-ash/shared/testing/quickest';
import { appCalled, roomsOf } from '@rose-ash/shared/testing/room-of';
import { tcpDoor } from '@rose-ash/shared/testing/tcp-door';

const { secret, webhooks } = recordedWebhooks();
const path = '/webhooks/ghost';
/** The Ghost knows us by an address without a name. */
const file = readFileSync(new URL('../../../_config/app-config.yaml', import.meta.url), 'utf8').replace(
  /^ {2}blog: \[\]$/m,
  '  blog: ["127.0.0.1"]',
);

interface House {
  app: AppUnderTest;
  database: Client;
  queues: JobQueues;
  queue: Queue;
  stop(): Promise<void>;
}

/** The blog as it answers; nobody works, so what is ordered stays in the queue. */
async function startHouse(env: Record<string, string>): Promise<House> {
  const { blog } = await roomsOf('blog');
  const app = await startAppUnderTest(blog.app, blog.wire, { file, env: { ROLE: 'web', ...env } });
  const database = new Client({ connectionString: app.databaseUrl });
  await database.connect();
  const { redisUrl: url, redisPrefix: prefix } = app.config;
  const queues = createJobQueues({ url, prefix, log: app.service.log });
  const stop = async () => {
    queues.close();
    await database.end();
    await app.stop();
  };
  await eventually(
    () => queues.connection.status,
    (status) => status === 'ready',
  );
  return { app, database, queues, queue: queues.queueOf('blog'), stop };
}

const usual = { GHOST_URL: 'https://old.example', GHOST_WEBHOOK_SECRET: secret };
let house: House;

beforeAll(async () => {
  house = await startHouse(usual);
});

beforeEach(async () => {
  await house.database.query('truncate ghost_deliveries');
  await house.queue.drain(true);
});

afterAll(() => house.stop());

interface Sending {
  signed?: string;
  headers?: Record<string, string>;
}

/** As Ghost sends it: no cookie, no origin. */
function send(raw: string, { signed = sign(raw), headers }: Sending = {}, app = house.app): Promise<Answered> {
  const all = { 'content-type': 'application/json', ...(signed && { 'x-ghost-signature': signed }), ...headers };
  return app.ask(path, { method: 'POST', headers: all, body: raw });
}

const sign = (raw: string, ms = Date.now(), what: 'body' | 'body and time' = 'body and time') =>
  signWebhook(secret, raw, ms, what);

interface Row {
  event: string;
  kind: string | null;
  ghost_id: string | null;
}

const kept = async ({ database } = house) =>
  (await database.query<Row>('select event, kind, ghost_id from ghost_deliveries order by received_at')).rows;

const ordered = async ({ queue } = house) =>
  (await queue.getJobs(['wait', 'delayed', 'active'])).map(({ name }) => name);

async function count(outcome: string, { app } = house): Promise<number> {
  const { text } = await ask(`${app.internalUrl}/metrics`);
  const line = text
    .split('\n')
    .find((one) => one.startsWith('webhooks_total{') && one.includes(`outcome="${outcome}"`));
  return Number(line?.split(' ').at(-1) ?? 0);
}

const edited = (id = '6b03ef93409cc76fa08c56a1', more = {}) =>
  JSON.stringify({ event: 'post.edited', post: { current: { id, ...more }, previous: {} } });

describe('what a Ghost sends', () => {
  test.each(webhooks)('is taken: $event', async ({ rawBody, event }) => {
    const { status } = await send(rawBody);
    expect([status, await kept()]).toMatchObject([202, [{ event }]]);
  });

  test('is a row without what it said, and one order', async () => {
    const before = await count('kept');
    expect((await send(edited(undefined, { html: 'for members', email: 'ann@example.test' }))).status).toBe(202);
    const { rows } = await house.database.query('select * from ghost_deliveries');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ site: 'https://old.example', kind: 'posts', ghost_id: '6b03ef93409cc76fa08c56a1' });
    expect(JSON.stringify(rows)).not.toMatch(/for members|ann@/);
    expect(JSON.stringify(house.app.logLines)).not.toMatch(/for members|ann@/);
    expect(await ordered()).toEqual(['sync-ghost']);
    expect(await count('kept')).toBe(before + 1);
  });

  test('waits for a second before anybody reads, since more of it comes', async () => {
    await send(edited());
    const [job] = await house.queue.getJobs(['delayed']);
    expect(job?.delay).toBe(1_000);
    expect(job?.data).toEqual({});
  });

  test('a second time does nothing and is answered alike', async () => {
    const signed = sign(edited());
    const before = await count('known');
    expect((await send(edited(), { signed })).status).toBe(202);
    await house.queue.drain(true);
    expect((await send(edited(), { signed })).status).toBe(202);
    expect([await kept(), await ordered()]).toMatchObject([[{ event: 'post.edited' }], []]);
    expect(await count('known')).toBe(before + 1);
  });

  test('is answered in a tenth of a second, also when there is much of it', async () => {
    const [ids, times] = [Array.from({ length: 40 }, (_, at) => at.toString(16).padStart(24, '0')), [] as number[]];
    for (const id of ids) {
      const body = edited(id, { html: 'x'.repeat(200_000) });
      const began = performance.now();
      expect((await send(body)).status).toBe(202);
      times.push(performance.now() - began);
    }
    times.sort((one, other) => one - other);
    expect(times[20]).toBeLessThan(100);
  });

  test('five hundred at once are a few readings', async () => {
    const all = Array.from({ length: 500 }, (_, at) => edited((at % 10).toString(16).padStart(24, '0'), { at }));
    const began = Date.now();
    const answers = await Promise.all(all.map((raw) => send(raw)));
    const away = all.filter((_, at) => answers[at]?.status === 503);
    // A row for each that was taken. On a busy machine some wait too long for the database, and are told to come again.
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(500 - away.length);
    expect(await kept()).toHaveLength(500 - away.length);
    for (const raw of away) {
      await eventually(
        () => send(raw),
        ({ status }) => status === 202,
      );
    }
    const seconds = Math.ceil((Date.now() - began) / 1000) + 1;
    expect(await kept()).toHaveLength(500);
    // One a second at most, however long the machine takes.
    const readings = (await ordered()).length;
    expect(readings).toBeGreaterThan(0);
    expect(readings).toBeLessThanOrEqual(seconds);
    expect(readings).toBeLessThan(50);
  });

  test('a cookie or another origin makes no difference', async () => {
    const headers = { cookie: 'sid=somebody', origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await send(edited(), { headers })).status).toBe(202);
  });
});

describe('what is refused', () => {
  /** Made when it is sent: a signature ages. */
  const ways: Record<string, () => string> = {
    'no signature': () => '',
    'half of a signature': () => 'sha256=abc, t=1',
    'another secret': () => signWebhook('another secret', edited(), Date.now(), 'body and time'),
    'the signature of another body': () => sign(`${edited()} `),
    'a signature over the body alone': () => sign(edited(), Date.now(), 'body'),
    'a signature of five minutes ago': () => sign(edited(), Date.now() - 300_000),
    'a signature of the future': () => sign(edited(), Date.now() + 301_000),
  };

  test.each([
    ['unsigned', 'no signature'],
    ['unsigned', 'half of a signature'],
    ['forged', 'another secret'],
    ['forged', 'the signature of another body'],
    ['forged', 'a signature over the body alone'],
    ['late', 'a signature of five minutes ago'],
    ['late', 'a signature of the future'],
  ])('is %s with %s: 401, and nothing is kept', async (outcome, way) => {
    const before = await count(outcome);
    const answer = await send(edited(), { signed: ways[way]?.() ?? '' });
    expect([answer.status, answer.headers['content-type']]).toEqual([401, 'application/problem+json']);
    expect(answer.json()).toMatchObject({ code: `webhook-${outcome}`, status: 401 });
    expect(answer.headers['www-authenticate']).toBeDefined();
    expect([await kept(), await ordered()]).toEqual([[], []]);
    expect(await count(outcome)).toBe(before + 1);
  });

  test('what is signed and says nothing is 400', async () => {
    expect((await send('{"hello":1}')).status).toBe(400);
    expect((await send('{')).status).toBe(400);
    expect(await kept()).toEqual([]);
  });

  test('a flood of bytes is refused before its end, whatever is said of its length', async () => {
    let made = 0;
    async function* flood() {
      for (; made < 2_000; made += 1) yield await Promise.resolve(Buffer.alloc(65_536, 'x'));
    }
    const headers = { host: `blog.${house.app.config.baseDomain}`, 'x-ghost-signature': sign('{}') };
    const answer = await request(`${house.app.publicUrl}${path}`, { method: 'POST', headers, body: Readable.from(flood()) }).catch(() => null); // prettier-ignore
    // The connection is cut while we still send, so that the answer may be lost on the way.
    if (answer !== null) expect(answer.statusCode).toBe(413);
    await answer?.body.dump();
    expect(made).toBeLessThan(1_000);
    expect(await kept()).toEqual([]);
    expect((await send('x'.repeat(8 * 1_048_576 + 1))).status).toBe(413);
  });

  test('a long text with all its revisions is taken', async () => {
    const body = JSON.parse(edited()) as { post: { current: object } };
    Object.assign(body.post.current, { post_revisions: Array.from({ length: 25 }, () => 'x'.repeat(60_000)) });
    expect((await send(JSON.stringify(body))).status).toBe(202);
    expect(await kept()).toHaveLength(1);
  });

  test('a body without a signature is not even read', async () => {
    let made = 0;
    async function* drops() {
      for (; made < 100; made += 1) {
        yield Buffer.alloc(1_024, 'x');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    const headers = { host: `blog.${house.app.config.baseDomain}` };
    const answer = await request(`${house.app.publicUrl}${path}`, { method: 'POST', headers, body: Readable.from(drops()) }).catch(() => null); // prettier-ignore
    if (answer !== null) expect(answer.statusCode).toBe(401);
    await answer?.body.dump().catch(() => undefined);
    expect(made).toBeLessThan(90);
  });

  test('other methods are told which one it is', async () => {
    const { status, headers } = await house.app.ask(path);
    expect([status, headers['allow']]).toEqual([405, 'POST']);
  });
});

describe('a house', () => {
  let other: House | null = null;

  afterEach(async () => {
    await other?.stop();
    other = null;
  });

  test.each([[{ GHOST_URL: usual.GHOST_URL }], [{ GHOST_WEBHOOK_SECRET: secret }]])(
    'with nothing but %j takes none',
    async (env) => {
      other = await startHouse(env);
      const answer = await send(edited(), {}, other.app);
      expect(answer.status).toBe(404);
      expect(answer.json()).toMatchObject({
        title: 'No webhooks of a Ghost are taken here: GHOST_URL or GHOST_WEBHOOK_SECRET is not set.',
      });
      expect(await kept(other)).toEqual([]);
    },
  );

  test('that takes old signatures takes both, and an old one once, whatever time it claims', async () => {
    other = await startHouse({ ...usual, GHOST_WEBHOOK_OLD_SIGNATURES: 'true' });
    const { app } = other;
    const body = edited();
    const now = Date.now();
    expect((await send(body, { signed: sign(body, now, 'body') }, app)).status).toBe(202);
    expect((await send(body, { signed: sign(body, now + 5, 'body') }, app)).status).toBe(202);
    expect(await kept(other)).toHaveLength(1);
    expect((await send(body, { signed: sign(body) }, app)).status).toBe(202);
    expect(await kept(other)).toHaveLength(2);
    expect((await send(body, { signed: sign(`${body} `, now, 'body') }, app)).status).toBe(401);
  });
});

describe('from a Ghost to here', () => {
  let ghost: GhostServer;

  beforeEach(async () => {
    ghost = await startGhostServer();
    await hear(house.app);
  });

  afterEach(() => ghost.stop());

  async function hear({ publicUrl }: AppUnderTest): Promise<void> {
    for (const event of ['post.added', 'post.edited', 'post.deleted', 'site.changed']) {
      await addWebhook(ghost, event, `${publicUrl}${path}`, secret);
    }
  }

  test('an edit, a deletion and an edit of many arrive, and a reading is ordered', async () => {
    const post = ghost.operations.createPost({ title: 'Loaves', text: 'Forty.', status: 'published' });
    ghost.operations.edit(post.id, { title: 'Rolls' });
    ghost.operations.bulkEdit([post.id], { action: 'feature' });
    ghost.operations.delete(post.id);
    await ghost.webhooks.idle();
    expect(new Set(ghost.webhooks.sent.map(({ outcome }) => outcome))).toEqual(new Set([202]));
    const rows = await kept();
    expect(new Set(rows.map(({ event }) => event))).toEqual(
      new Set(['post.added', 'post.edited', 'post.deleted', 'site.changed']),
    );
    expect(rows.filter(({ kind }) => kind === 'posts').map(({ ghost_id }) => ghost_id)).toEqual(
      Array.from({ length: 3 }, () => post.id),
    );
    expect(new Set(await ordered())).toEqual(new Set(['sync-ghost']));
  });

  test('doubled and shuffled they are the same hints', async () => {
    ghost.faults.webhooks = { lose: 0, double: 1, shuffle: true, delayMs: 0 };
    const post = ghost.operations.createPost({ title: 'Loaves', text: 'Forty.', status: 'published' });
    ghost.operations.edit(post.id, { title: 'Rolls' });
    await ghost.webhooks.idle();
    expect(ghost.webhooks.sent.every(({ outcome }) => outcome === 202)).toBe(true);
    expect(new Set((await kept()).map(({ ghost_id }) => ghost_id))).toEqual(new Set([post.id, null]));
  });

  test('a worker reads within seconds what was told, and not when its hour has come', async () => {
    const own = { GHOST_URL: ghost.url, GHOST_ADMIN_API_KEY: ghost.key.whole, GHOST_SYNC_SECONDS: '3600', ROLE: 'all' };
    const working = await startHouse({ ...usual, ...own });
    const ask = (sql: string) => working.database.query<{ title: string }>(sql).then(({ rows }) => rows);
    try {
      await hear(working.app);
      await eventually(
        () => ask(`select 'read' as title from ghost_watches where ticks > 0 and held_by is null`),
        (rows) => rows.length === 1,
      );
      const post = ghost.operations.createPost({ title: 'Loaves', text: 'Forty.', status: 'published' });
      const titles = (wanted: string[]) =>
        eventually(
          () => ask('select title from posts'),
          (rows) => JSON.stringify(rows.map(({ title }) => title)) === JSON.stringify(wanted),
        );
      await titles(['Loaves']);
      ghost.operations.edit(post.id, { title: 'Rolls' });
      await titles(['Rolls']);
      ghost.operations.delete(post.id);
      await titles([]);
      await eventually(
        () => ask(`select event as title from ghost_deliveries where not heeded`),
        (rows) => rows.length === 0,
      );
      expect(ghost.webhooks.sent.every(({ outcome }) => outcome === 202)).toBe(true);
    } finally {
      await working.stop();
    }
  });
});

test('without Redis it is kept all the same, and answered at once', async () => {
  const { blog } = await roomsOf('blog');
  const redis = new URL(process.env['ROSE_TEST_REDIS_URL'] ?? '');
  const door = await tcpDoor({ host: redis.hostname, port: Number(redis.port) });
  redis.host = `127.0.0.1:${door.port}`;
  const env = { ...usual, ROLE: 'web', REDIS_URL: redis.href };
  const app = await startAppUnderTest(blog.app, blog.wire, { env });
  await door.shut();
  try {
    await eventually(
      () => send(edited(), {}, app),
      ({ status }) => status === 202,
    );
    const ids = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(24)).values();
    const one = async () => expect((await send(edited(ids.next().value), {}, app)).status).toBe(202);
    expect(await quickest(one, 150)).toBeLessThan(150);
  } finally {
    await app.stop();
  }
});

test('only one route of the blog takes what has no origin', async () => {
  const { machineRoutes = [] } = await appCalled('blog');
  expect(machineRoutes).toHaveLength(1);
  expect((await house.app.ask('/search', { method: 'POST' })).status).toBe(403);
});
