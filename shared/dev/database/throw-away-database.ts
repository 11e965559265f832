import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../process/free-port.js';
import { watchOver } from '../process/watch-over.js';
import { startDatabase, type RunningDatabase } from './start-database.js';

/** A fresh cluster in a temporary folder on a free port; stopping it, or our own end, removes it wholly. */
export async function startThrowAwayDatabase(): Promise<RunningDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'rose-ash-database-'));
  chmodSync(folder, 0o755);
  const password = randomBytes(18).toString('base64url');
  const database = await startDatabase({ folder, port: await freePort(), password, isThrowAway: true });
  const release = watchOver(database.pid, folder, 'INT');
  return {
    ...database,
    async stop() {
      await database.stop();
      release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
