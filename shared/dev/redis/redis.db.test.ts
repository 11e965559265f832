import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { freePort } from '../process/free-port.js';
import { isAlive } from '../process/process-info.js';
import { downloadFolders } from './download-folders.js';
import { findRedis } from './find-redis.js';
import { findLeftoverRedis } from './leftover-redis.js';
import { probeRedis, withRedis } from './probe-redis.js';
import { startRedis } from './start-redis.js';

const scratch = mkdtempSync(join(tmpdir(), 'rose-ash-redis-test-'));
const path = process.env['PATH'];
afterEach(() => {
  process.env['PATH'] = path;
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('keys survive a stop; a Redis left running is adopted, on another port it is replaced', async () => {
  const program = await findRedis(downloadFolders());
  const options = { program, folder: join(scratch, 'kept'), port: await freePort(), password: 'pears' };
  const first = await startRedis(options);
  await withRedis(first.url, (redis) => redis.set('loaf', 'rye'));
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);

  const second = await startRedis(options);
  expect(await withRedis(second.url, (redis) => redis.get('loaf'))).toBe('rye');
  expect(await startRedis(options)).toMatchObject({ isAdopted: true, pid: second.pid });

  const elsewhere = await startRedis({ ...options, port: await freePort() });
  expect(isAlive(second.pid)).toBe(false);
  expect(findLeftoverRedis(options.folder)).toEqual({ pid: elsewhere.pid, port: elsewhere.port });
  await elsewhere.stop();
});

test('strangers on the machine are not let in, and nothing is evicted', async () => {
  const program = await findRedis(downloadFolders());
  const redis = await startRedis({
    program,
    folder: join(scratch, 'locked'),
    port: await freePort(),
    password: 'pears',
    isThrowAway: true,
  });
  const stranger = await probeRedis(redis.url.replace(':pears@', ''));
  const policy = await withRedis(redis.url, (client) => client.config('GET', 'maxmemory-policy'));
  await redis.stop();
  expect(stranger?.message).toMatch(/NOAUTH/);
  expect(Object.values(policy as object)).toContain('noeviction');
});

test('no Redis and no package tools: one sentence with the cure', async () => {
  process.env['PATH'] = '/nowhere';
  await expect(findRedis([join(scratch, 'none')])).rejects.toThrow(
    /install redis-server or valkey-server .* or set REDIS_URL/,
  );
});

test('a download that fails is one sentence and leaves nothing behind', async () => {
  const tools = join(scratch, 'tools');
  mkdirSync(tools);
  for (const tool of ['apt-get', 'apt-cache', 'dpkg-deb', 'dpkg-query']) {
    writeFileSync(join(tools, tool), '#!/bin/sh\nexit 100\n', { mode: 0o755 });
  }
  process.env['PATH'] = tools;
  const told: string[] = [];
  await expect(findRedis([join(scratch, 'broken')], () => told.push('download'))).rejects.toThrow(
    /could not be downloaded.*install redis-server or set REDIS_URL/,
  );
  expect(told).toEqual(['download']);
  expect(() => rmSync(join(scratch, 'broken'))).toThrow(/ENOENT/);
});
