import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import { freePort } from '../process/free-port.js';
import { isAlive } from '../process/process-info.js';
import { downloadFolders } from '../redis/download-folders.js';
import { findRedis } from '../redis/find-redis.js';
import { probeRedis } from '../redis/probe-redis.js';
import { startRedis } from '../redis/start-redis.js';
import { keepStore } from './keep-store.js';

const scratch = mkdtempSync(join(tmpdir(), 'rose-ash-keep-test-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('a store that is killed comes back at its place, and stops for good when told', async () => {
  const program = await findRedis(downloadFolders());
  const options = { program, folder: join(scratch, 'redis'), port: await freePort(), password: 'pears' };
  const start = () => startRedis(options);
  const first = await start();
  const pids: number[] = [];
  const notes: string[] = [];
  const stop = keepStore(first, {
    name: 'Redis',
    start,
    note: (sentence) => notes.push(sentence),
    onPid: (pid) => pids.push(pid),
  });
  process.kill(first.pid, 'SIGKILL');
  await eventually(
    () => pids.length,
    (count) => count === 1,
  );
  expect(await probeRedis(first.url)).toBeNull();
  expect(notes).toEqual(['Redis ended; it is started again', 'Redis answers again']);
  await stop();
  expect(isAlive(pids[0]!)).toBe(false);
});
