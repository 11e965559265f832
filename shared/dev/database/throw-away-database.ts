import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../process/free-port.js';
import { stopProcess } from '../process/stop-process.js';
import { watchOver } from '../process/watch-over.js';
import { startDatabase, type RunningDatabase } from './start-database.js';

export interface ThrowAwayDatabase extends Pick<RunningDatabase, 'port' | 'url' | 'stop'> {
  /** Changes with a crash. */
  readonly pid: number;
  /** Ends it at once, with whatever was going on, and starts it again on what the disk holds, at the same address. */
  crash: () => Promise<void>;
}

/**
 * A fresh cluster in a temporary folder on a free port; stopping it, or our own end, removes it wholly.
 *
 * @param options.isDurable it writes to the disk as production does; else nothing is forced there, which is much faster.
 */
export async function startThrowAwayDatabase({ isDurable = false } = {}): Promise<ThrowAwayDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'rose-ash-database-'));
  chmodSync(folder, 0o755);
  const password = randomBytes(18).toString('base64url');
  const options = { folder, port: await freePort(), password, isThrowAway: !isDurable };
  let database = await startDatabase(options);
  let release = watchOver(database.pid, folder, 'INT');
  return {
    port: options.port,
    url: (name) => database.url(name),
    get pid() {
      return database.pid;
    },
    async crash() {
      release();
      await stopProcess(database.pid, [{ signal: 'SIGQUIT', waitMs: 10_000 }]);
      database = await startDatabase(options);
      release = watchOver(database.pid, folder, 'INT');
    },
    async stop() {
      await database.stop();
      release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
