import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../process/free-port.js';
import { watchOver } from '../process/watch-over.js';
import { downloadFolders } from './download-folders.js';
import { findRedis } from './find-redis.js';
import { startRedis, type RunningRedis } from './start-redis.js';

/** An empty Redis in a temporary folder on a free port; stopping it, or our own end, removes it wholly. */
export async function startThrowAwayRedis(): Promise<RunningRedis> {
  const program = await findRedis(downloadFolders());
  const folder = mkdtempSync(join(tmpdir(), 'rose-ash-redis-'));
  const redis = await startRedis({
    program,
    folder,
    port: await freePort(),
    password: randomBytes(18).toString('base64url'),
    isThrowAway: true,
  });
  const release = watchOver(redis.pid, folder, 'TERM');
  return {
    ...redis,
    async stop() {
      await redis.stop();
      release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
