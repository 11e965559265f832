import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { appNames } from '../../contracts/apps.js';
import { readProcessList, type ListedProcess } from '../data-dir/process-list.js';
import { findLeftoverDatabase, stopPostmaster } from '../database/leftover.js';
import { identityOf } from '../process/process-info.js';
import { stopProcess } from '../process/stop-process.js';
import { findLeftoverRedis, stopRedis } from '../redis/leftover-redis.js';

export const guardName = 'guard';
export const drainMs = 12_000;

const stillRuns = ({ pid, identity }: ListedProcess) => identityOf(pid) === identity;

/** Ends the services that a killed start left behind; each got the news when its channel broke and is finishing. */
export async function stopLeftoverServices(dataDir: string): Promise<number> {
  const isService = ({ name }: ListedProcess) => appNames.some((app) => app === name);
  const left = readProcessList(dataDir).filter((listed) => isService(listed) && stillRuns(listed));
  const steps = [
    { signal: 'SIGTERM', waitMs: drainMs },
    { signal: 'SIGKILL', waitMs: 2_000 },
  ] as const;
  await Promise.all(left.map(({ pid }) => stopProcess(pid, steps)));
  return left.length;
}

/** The next start takes over what the guard of the killed one was about to do. */
export async function dismissLeftoverGuard(dataDir: string): Promise<void> {
  const guard = readProcessList(dataDir).find(({ name }) => name === guardName);
  if (guard && stillRuns(guard)) await stopProcess(guard.pid, [{ signal: 'SIGKILL', waitMs: 2_000 }]);
}

export async function stopLeftoverStores(dataDir: string): Promise<void> {
  const redis = findLeftoverRedis(join(dataDir, 'redis'));
  const database = findLeftoverDatabase(join(dataDir, 'database'));
  if (redis) await stopRedis(redis.pid);
  if (database) await stopPostmaster(database.pid);
}

/** What a guard does when its supervisor has vanished: the same order as an ordinary stop. */
export async function stopEverythingLeft(dataDir: string): Promise<void> {
  await stopLeftoverServices(dataDir);
  await stopLeftoverStores(dataDir);
  rmSync(join(dataDir, 'runtime.json'), { force: true });
}
