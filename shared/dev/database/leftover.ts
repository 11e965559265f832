import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf, isAlive } from '../process/process-info.js';
import { stopProcess } from '../process/stop-process.js';
import { ownCluster } from './choose-place.js';

export interface Leftover {
  pid: number;
  port: number;
}

/** The PostgreSQL that still runs on this cluster, by its own postmaster.pid; a number that now belongs to another program does not count. */
export function findPostmaster(cluster: string): Leftover | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 1 && isAlive(pid) && commandLineOf(pid).includes(cluster) ? { pid, port } : null;
}

/** The same for the folder that `startDatabase` was given, wherever its cluster had to live. */
export function findLeftoverDatabase(folder: string): Leftover | null {
  if (!existsSync(folder)) return null;
  return findPostmaster(join(folder, 'cluster')) ?? findPostmaster(ownCluster(folder));
}

/** SIGINT ends sessions and writes everything down; SIGQUIT leaves recovery to the next start. */
export async function stopPostmaster(pid: number): Promise<void> {
  await stopProcess(pid, [
    { signal: 'SIGINT', waitMs: 10_000 },
    { signal: 'SIGQUIT', waitMs: 5_000 },
    { signal: 'SIGKILL', waitMs: 2_000 },
  ]);
}
