import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../dev/process/free-port.js';
import { signal, stopProcess } from '../../dev/process/stop-process.js';
import { watchOver } from '../../dev/process/watch-over.js';
import { downloadFolders } from '../../dev/redis/download-folders.js';
import { findRedis } from '../../dev/redis/find-redis.js';
import { startRedis } from '../../dev/redis/start-redis.js';
import { tcpDoor } from '../../testing/tcp-door.js';

/** A Redis that goes away in several ways and comes back at the same address. */
export interface MortalRedis {
  /** Through the door. */
  url: string;
  /** Cut off; it keeps what it holds. */
  shut: () => Promise<void>;
  open: () => Promise<void>;
  /** Connected, and silent. */
  freeze: () => void;
  thaw: () => void;
  /** Gone with all that it held; `revive` brings an empty one. */
  kill: () => Promise<void>;
  revive: () => Promise<void>;
  stop: () => Promise<void>;
}

export async function startMortalRedis(): Promise<MortalRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'rose-ash-drill-redis-'));
  const program = await findRedis(downloadFolders());
  const password = randomBytes(18).toString('base64url');
  const options = { program, folder, port: await freePort(), password, isThrowAway: true };
  let redis = await startRedis(options);
  let release = watchOver(redis.pid, folder, 'TERM');
  const door = await tcpDoor({ host: '127.0.0.1', port: options.port });
  return {
    url: `redis://:${encodeURIComponent(password)}@127.0.0.1:${door.port}/0`,
    shut: () => door.shut(),
    open: () => door.open(),
    freeze: () => signal(redis.pid, 'SIGSTOP'),
    thaw: () => signal(redis.pid, 'SIGCONT'),
    async kill() {
      release();
      await stopProcess(redis.pid, [{ signal: 'SIGKILL', waitMs: 5_000 }]);
    },
    async revive() {
      redis = await startRedis(options);
      release = watchOver(redis.pid, folder, 'TERM');
    },
    async stop() {
      signal(redis.pid, 'SIGCONT');
      await door.shut().catch(() => undefined);
      await redis.stop();
      release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
