import { Readable } from 'node:stream';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createRedis } from '../infrastructure/cache/create-redis.js';
import { openCache } from '../infrastructure/fragments/cache/open-cache.js';
import { eventually } from '../testing/eventually.js';
import { runCommandLine } from './command-line.js';

const url = process.env['ROSE_TEST_REDIS_URL'] ?? '';
const log = pino({ level: 'silent' });
const closing: (() => void)[] = [];
let prefix: string;

beforeEach(() => {
  prefix = `cache-${randomUUID()}`;
});

afterEach(() => closing.splice(0).forEach((close) => close()));

async function rose(env: Record<string, string>, ...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const code = await runCommandLine(['cache', ...args], {
    env: { REDIS_PREFIX: prefix, ...env },
    stdin: Readable.from([]),
    stdout: { write: (words) => (said.stdout += words) },
    stderr: { write: (words) => (said.stderr += words) },
  });
  return { code, ...said };
}

/** A process that shows how often it had to make what it shows. */
async function startProcess() {
  const [redis, subscriber] = [createRedis(url, log, `${prefix}:`), createRedis(url, log)];
  closing.push(() => [redis, subscriber].forEach((one) => one.disconnect()));
  const { known, open } = openCache({
    ...{ connections: { redis, subscriber, cacheRedis: redis }, prefix, mostBytes: 1e6, log },
  });
  let made = 0;
  const cache = open(() => [Promise.resolve({ html: `${(made += 1)}`, tags: ['bread'] })]);
  await eventually(
    () => known.isListening && redis.status === 'ready',
    (isUp) => isUp,
  );
  return async () => {
    const [found] = cache.find([{ key: 'bread', request: null, ttlMs: 60_000, staleMs: 60_000 }]);
    return (await found)?.entry.html;
  };
}

test('what was kept is made anew in every process, once', async () => {
  const [one, other] = [await startProcess(), await startProcess()];
  expect([await one(), await one(), await other()]).toEqual(['1', '1', '1']);
  expect(await rose({ REDIS_URL: url }, 'clear')).toEqual({
    ...{ code: 0, stderr: '' },
    stdout: '2 processes have forgotten every part and page.\n',
  });
  expect(await eventually(one, (html) => html === '2')).toBe('2');
  expect(await other()).toBe('2');
});

test('nobody need be there to hear it', async () => {
  expect(JSON.parse((await rose({ REDIS_URL: url }, 'clear', '--json')).stdout)).toEqual({ processes: 0 });
});

test('without a Redis it says what to do', async () => {
  expect(await rose({ REDIS_URL: 'redis://127.0.0.1:9' }, 'clear')).toEqual({
    ...{ code: 1, stdout: '' },
    stderr: 'Redis does not answer at REDIS_URL; while it is away nothing is kept for longer than a second.\n',
  });
});
