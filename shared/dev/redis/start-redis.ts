import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../../lib/errors.js';
import { isAlive } from '../process/process-info.js';
import { askUntil } from '../process/wait-until.js';
import { findLeftoverRedis, pidFileName, stopRedis } from './leftover-redis.js';
import { probeRedis } from './probe-redis.js';
import type { RedisProgram } from './unpacked-redis.js';

export interface RedisOptions {
  program: RedisProgram;
  /** Holds its files; made when absent. */
  folder: string;
  port: number;
  password: string;
  /** Keeps nothing on disk. For tests. */
  isThrowAway?: boolean;
}

export interface RunningRedis {
  pid: number;
  port: number;
  /** True when it was left running by a start that was killed. */
  isAdopted: boolean;
  /** With its password. */
  url: string;
  /** Returns when it is gone; 7 s at most. */
  stop: () => Promise<void>;
}

const startTimeoutMs = 30_000;

/** The append-only file keeps sessions and queues over a restart; nothing is ever evicted. */
function configuration({ folder, port, password, isThrowAway }: RedisOptions): string {
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(folder)}`,
    `pidfile ${JSON.stringify(join(folder, pidFileName))}`,
    `logfile ${JSON.stringify(join(folder, 'redis.log'))}`,
    'daemonize no',
    'save ""',
    `appendonly ${isThrowAway ? 'no' : 'yes'}`,
    'maxmemory-policy noeviction',
  ];
  return `${lines.join('\n')}\n`;
}

function handle({ port, password }: RedisOptions, pid: number, isAdopted: boolean): RunningRedis {
  return {
    pid,
    port,
    isAdopted,
    url: `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}/0`,
    stop: () => stopRedis(pid),
  };
}

async function adopt(options: RedisOptions): Promise<RunningRedis | null> {
  const leftover = findLeftoverRedis(options.folder);
  if (!leftover) return null;
  const redis = handle(options, leftover.pid, true);
  if (leftover.port === options.port && (await probeRedis(redis.url)) === null) return redis;
  await stopRedis(leftover.pid);
  return null;
}

/** The password stands in a file of mode 0600, never in a command line that `ps` shows to all. */
function launch(options: RedisOptions): number | undefined {
  const file = join(options.folder, 'redis.conf');
  writeFileSync(file, configuration(options), { mode: 0o600 });
  const child = spawn(options.program.file, [file], {
    detached: true,
    cwd: options.folder,
    env: options.program.env,
    stdio: 'ignore',
  });
  child.on('error', () => undefined);
  child.unref();
  return child.pid;
}

/** Null once it answers; the last problem when it ended or took too long. One that reads its file answers with an error. */
function becomeReady({ pid, url }: RunningRedis): Promise<Error | null> {
  const ask = async () => (isAlive(pid) ? probeRedis(url) : new Error('it ended'));
  return askUntil(ask, (problem) => problem === null || !isAlive(pid), startTimeoutMs);
}

/**
 * Starts Redis on 127.0.0.1 in a process group of its own, or adopts the one that a killed start left behind.
 * Throws OperatorError when it cannot.
 */
export async function startRedis(options: RedisOptions): Promise<RunningRedis> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const adopted = await adopt(options);
  if (adopted) return adopted;
  const pid = launch(options);
  const redis = handle(options, pid ?? 0, false);
  const problem = pid === undefined ? new Error('it could not be run') : await becomeReady(redis);
  if (problem === null) return redis;
  if (pid !== undefined) await redis.stop();
  const log = join(options.folder, 'redis.log');
  throw new OperatorError(`Redis did not start on port ${options.port}; its last words are in ${log}.`, {
    cause: problem,
  });
}
