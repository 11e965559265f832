import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { startThrowAwayRedis } from '../../../dev/redis/throw-away-redis.js';
import { eventually } from '../../../testing/eventually.js';
import { tcpDoor } from '../../../testing/tcp-door.js';
import { createRedis } from '../../cache/create-redis.js';
import type { FragmentCache, Found, Made, Wanted } from './fragment-cache.js';
import { openCache, type CacheParts } from './open-cache.js';

const log = pino({ level: 'silent' });
const redisUrl = process.env['ROSE_TEST_REDIS_URL'] ?? '';

/** A process with a cache of its own, in front of an owner that says what the test wants. */
interface Process extends CacheParts {
  cache: FragmentCache<string>;
  see: (key?: string) => Promise<string>;
  find: (key?: string) => Found | Promise<Found>;
  redis: Redis;
}

let prefix: string;
let owner: (request: string) => Promise<Made>;
let asked: string[];
let now: number;
const open: Redis[] = [];

beforeEach(() => {
  prefix = `test-${randomBytes(6).toString('hex')}`;
  asked = [];
  now = 1_800_000_000_000;
  owner = async (request) => ({ html: `${request} ${asked.length}`, tags: [request] });
});

afterEach(() => {
  for (const redis of open.splice(0)) redis.disconnect();
});

const wanted = (key: string): Wanted<string> => ({ key, request: key, ttlMs: 60_000, staleMs: 60_000 });

async function startProcess(url = redisUrl): Promise<Process> {
  const connect = () => {
    const redis = createRedis(url, log, `${prefix}:`);
    open.push(redis);
    return redis;
  };
  const redis = connect();
  const connections = { redis, subscriber: connect(), cacheRedis: connect() };
  const parts = openCache({ connections, prefix, mostBytes: 1_000_000, log, now: () => now });
  const cache = parts.open<string>((all) =>
    all.map(async ({ request }) => {
      asked.push(request);
      return owner(request);
    }),
  );
  await eventually(
    () => parts.known.isListening && open.every(({ status }) => status === 'ready'),
    (isUp) => isUp,
  );
  const find = (key = 'bread'): Found | Promise<Found> =>
    cache.find([wanted(key)])[0] ?? Promise.reject(new Error('no answer'));
  const see = async (key?: string) => (await find(key)).entry.html;
  return { ...parts, cache, find, see, redis };
}

/** A gate for the owner: it begins, and goes on when told. */
function heldOwner() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  owner = async (request) => {
    const html = `${request} begun at ${asked.length}`;
    await opened;
    return { html, tags: [request] };
  };
  return { open };
}

test('what was made once is shown from memory, and from Redis in another process', async () => {
  const [one, other] = [await startProcess(), await startProcess()];
  expect(await one.see()).toBe('bread 1');
  expect(one.find()).toMatchObject({ source: 'memory', isFresh: true });
  expect(await other.find()).toMatchObject({ source: 'shared', isFresh: true });
  expect(asked).toEqual(['bread']);
});

test('fifty views of two processes at once ask the owner once', async () => {
  const [one, other] = [await startProcess(), await startProcess()];
  const gate = heldOwner();
  const views = Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? one : other).see());
  await eventually(
    () => asked.length,
    (count) => count > 0,
  );
  gate.open();
  expect(new Set(await Promise.all(views))).toEqual(new Set(['bread begun at 1']));
  expect(asked).toEqual(['bread']);
});

describe('a change', () => {
  test('shows at once where it was made, and soon elsewhere', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    await one.see();
    await other.see();
    await one.epochs.invalidate(['bread']);
    expect(await one.see()).toBe('bread 2');
    expect(
      await eventually(
        () => other.see(),
        (html) => html !== 'bread 1',
      ),
    ).toBe('bread 2');
  });

  test('touches only what shows it', async () => {
    const one = await startProcess();
    await one.see('bread');
    await one.see('milk');
    await one.epochs.invalidate(['milk']);
    expect(one.find('bread')).toMatchObject({ source: 'memory' });
    expect(await one.see('milk')).toBe('milk 3');
  });

  test('that comes while the old state is being rendered is not lost, here or elsewhere', async () => {
    const [one, other] = [await startProcess(), await startProcess()];
    for (let round = 0; round < 20; round += 1) {
      const key = `race ${round}`;
      const gate = heldOwner();
      const old = one.see(key);
      await eventually(
        () => asked.at(-1),
        (last) => last === key,
      );
      await other.epochs.invalidate([key]);
      gate.open();
      expect(await old).toMatch(/begun at/);
      owner = async (request) => ({ html: 'as changed', tags: [request] });
      expect(await other.see(key)).toBe('as changed');
      expect(
        await eventually(
          () => one.see(key),
          (html) => html === 'as changed',
        ),
      ).toBe('as changed');
    }
  });

  test('does not join a flight that began before it', async () => {
    const one = await startProcess();
    const gate = heldOwner();
    const before = one.see();
    await eventually(
      () => asked.length,
      (count) => count === 1,
    );
    await one.epochs.invalidate(['bread']);
    const after = one.see();
    await eventually(
      () => asked.length,
      (count) => count === 2,
    );
    gate.open();
    expect([await before, await after]).toEqual(['bread begun at 1', 'bread begun at 2']);
  });
});

describe('age', () => {
  test('what is old is shown while it is fetched anew', async () => {
    const one = await startProcess();
    await one.see();
    now += 61_000;
    expect(one.find()).toMatchObject({ source: 'memory', isFresh: false, entry: { html: 'bread 1' } });
    expect(
      await eventually(
        () => one.see(),
        (html) => html === 'bread 2',
      ),
    ).toBe('bread 2');
  });

  test('what is old and unchanged is shown while the owner is down; a failure is never kept', async () => {
    const one = await startProcess();
    await one.see();
    owner = () => Promise.reject(new Error('down'));
    now += 61_000;
    expect(await one.see()).toBe('bread 1');
    now += 60_000;
    await expect(one.see()).rejects.toThrow('down');
    owner = async () => ({ html: 'up again', tags: [] });
    expect(await one.see()).toBe('up again');
  });

  test('what was changed is not shown however long the owner is down', async () => {
    const one = await startProcess();
    await one.see();
    owner = () => Promise.reject(new Error('down'));
    await one.epochs.invalidate(['bread']);
    await expect(one.see()).rejects.toThrow('down');
  });
});

test('an owner that fails once does not hold up the next, in either process', async () => {
  const [one, other] = [await startProcess(), await startProcess()];
  owner = () => Promise.reject(new Error('hiccup'));
  await expect(one.see()).rejects.toThrow('hiccup');
  owner = async () => ({ html: 'fine', tags: [] });
  expect(await other.see()).toBe('fine');
});

test('an emptied Redis empties every memory', async () => {
  const redis = await startThrowAwayRedis();
  try {
    const [one, other] = [await startProcess(redis.url), await startProcess(redis.url)];
    await one.see();
    await other.see();
    await one.redis.flushall();
    await other.epochs.invalidate(['something else']);
    expect(await other.see()).toBe('bread 2');
    expect(
      await eventually(
        () => one.see(),
        (html) => html !== 'bread 1',
      ),
    ).toBe('bread 2');
  } finally {
    for (const connection of open.splice(0)) connection.disconnect();
    await redis.stop();
  }
});

describe('a Redis that keeps what it holds', () => {
  test('is told, once it is back, what changed meanwhile', async () => {
    const { hostname, port, href } = new URL(redisUrl);
    const door = await tcpDoor({ host: hostname, port: Number(port) });
    const throughDoor = new URL(href);
    throughDoor.port = String(door.port);
    const [one, other] = [await startProcess(throughDoor.href), await startProcess()];
    await one.see();
    await other.see();
    await door.shut();
    // What went out before the connection was seen to be gone would be sent again by itself.
    await eventually(
      () => one.redis.status,
      (status) => status !== 'ready',
    );
    await expect(one.epochs.invalidate(['bread'])).rejects.toThrow();
    // Where it was changed, at once; elsewhere nobody can say so yet.
    expect(await one.see()).toBe('bread 2');
    expect(await other.see()).toBe('bread 1');
    await door.open();
    const here = new Set<string>();
    await eventually(
      async () => {
        here.add(await one.see());
        return other.see();
      },
      (html) => html !== 'bread 1',
    );
    // Not even between its coming back and its being told.
    expect([...here]).not.toContain('bread 1');
    for (const connection of open.splice(0)) connection.disconnect();
    await door.shut();
  });

  test('and hangs is not taken for one that has nothing to say', async () => {
    const redis = await startThrowAwayRedis();
    const one = await startProcess(redis.url);
    try {
      await one.see();
      process.kill(redis.pid, 'SIGSTOP');
      await expect(one.epochs.invalidate(['bread'])).rejects.toThrow('no answer within');
      // Nobody has noticed yet that it hangs.
      expect(one.known.isListening).toBe(true);
      expect(await one.see()).toBe('bread 2');
      await eventually(
        () => one.known.isListening,
        (is) => !is,
      );
      process.kill(redis.pid, 'SIGCONT');
      await eventually(
        () => one.known.position,
        (position) => position !== null,
      );
      expect(one.known.isListening).toBe(true);
    } finally {
      process.kill(redis.pid, 'SIGCONT');
      for (const connection of open.splice(0)) connection.disconnect();
      await redis.stop();
    }
  });
});

test('without Redis pages go on, and nothing is believed for longer than a second', async () => {
  const redis = await startThrowAwayRedis();
  const one = await startProcess(redis.url);
  await one.see();
  await redis.stop();
  await eventually(
    () => one.known.isListening,
    (is) => !is,
  );
  expect(await one.see()).toBe('bread 2');
  expect(one.find()).toMatchObject({ source: 'memory' });
  now += 1_001;
  expect(await one.see()).toBe('bread 3');
});
