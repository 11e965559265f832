import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf, isAlive } from '../process/process-info.js';
import { stopProcess } from '../process/stop-process.js';

export interface LeftoverRedis {
  pid: number;
  port: number;
}

export const pidFileName = 'redis.pid';

/** Redis works in its data folder, which tells it from another program with the same number. */
function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return true;
  }
}

/** The Redis that still runs on this folder, by its pid file. Its title names the port: `redis-server 127.0.0.1:8012`. */
export function findLeftoverRedis(folder: string): LeftoverRedis | null {
  let pid: number;
  try {
    pid = Number(readFileSync(join(folder, pidFileName), 'utf8'));
  } catch {
    return null;
  }
  const title = pid > 1 && isAlive(pid) ? commandLineOf(pid) : '';
  if (!/(redis|valkey)-server/.test(title) || !worksIn(pid, folder)) return null;
  return { pid, port: Number(/127\.0\.0\.1:(\d+)/.exec(title)?.[1] ?? 0) };
}

/** SIGTERM lets Redis write its file to the end. */
export async function stopRedis(pid: number): Promise<void> {
  await stopProcess(pid, [
    { signal: 'SIGTERM', waitMs: 5_000 },
    { signal: 'SIGKILL', waitMs: 2_000 },
  ]);
}
