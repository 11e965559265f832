import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../../lib/errors.js';
import { isAlive } from '../process/process-info.js';
import { askUntil } from '../process/wait-until.js';
import { commandAs } from './account.js';
import { choosePlace, type Place } from './choose-place.js';
import { findPostmaster, stopPostmaster } from './leftover.js';
import { databaseUserName, makeCluster } from './make-cluster.js';
import { probeDatabase } from './probe-database.js';

export interface DatabaseOptions {
  /** Holds the cluster and the log; made when absent. */
  folder: string;
  port: number;
  password: string;
  /** Nothing is forced to disk: fast, and gone after a power cut. For tests. */
  isThrowAway?: boolean;
}

export interface RunningDatabase {
  pid: number;
  port: number;
  /** True when it was left running by a start that was killed. */
  isAdopted: boolean;
  /** The address of one database in the cluster, password included. */
  url: (name: string) => string;
  /** Returns when it is gone; 17 s at most. */
  stop: () => Promise<void>;
}

const startTimeoutMs = 60_000;
const logLimitBytes = 5_000_000;

function serverArguments({ port, isThrowAway }: DatabaseOptions, cluster: string): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(isThrowAway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return [
    '-D',
    cluster,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
}

function launch(place: Place, options: DatabaseOptions, logFile: string): ChildProcess {
  const command = commandAs(
    place.account,
    join(place.native, 'bin', 'postgres'),
    serverArguments(options, place.cluster),
  );
  const log = openSync(logFile, 'a', 0o600);
  try {
    const child = spawn(command.file, command.args, {
      ...command.options,
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.on('error', () => undefined);
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function handle(options: DatabaseOptions, pid: number, isAdopted: boolean): RunningDatabase {
  const { port, password } = options;
  return {
    pid,
    port,
    isAdopted,
    url: (name) => `postgresql://${databaseUserName}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`,
    stop: () => stopPostmaster(pid),
  };
}

async function adopt(cluster: string, options: DatabaseOptions): Promise<RunningDatabase | null> {
  const leftover = findPostmaster(cluster);
  if (!leftover) return null;
  const database = handle(options, leftover.pid, true);
  if (leftover.port === options.port && (await probeDatabase(database.url('postgres'))) === null) return database;
  await stopPostmaster(leftover.pid);
  return null;
}

const isWrongPassword = (problem: Error | null) => (problem as { code?: string } | null)?.code === '28P01';

function explain(problem: Error | null, options: DatabaseOptions, logFile: string): Error {
  if (isWrongPassword(problem)) {
    return new OperatorError(
      `The database in ${options.folder} has another password than the one kept beside it: put the old secrets back or start over with npm start -- --fresh.`,
    );
  }
  const lastLine = readFileSync(logFile, 'utf8').trim().split('\n').at(-1);
  return new OperatorError(`PostgreSQL did not start on port ${options.port}; its last words are in ${logFile}.`, {
    cause: new Error(lastLine, { cause: problem }),
  });
}

/** Null once it answers; the last problem when it ended, knows another password or took too long. */
function becomeReady({ pid, url }: RunningDatabase): Promise<Error | null> {
  const ask = async () => (isAlive(pid) ? probeDatabase(url('postgres')) : new Error('it ended'));
  return askUntil(ask, (problem) => problem === null || isWrongPassword(problem) || !isAlive(pid), startTimeoutMs);
}

async function startOnce(place: Place, options: DatabaseOptions, logFile: string): Promise<RunningDatabase> {
  const { pid } = launch(place, options, logFile);
  if (pid === undefined) throw explain(null, options, logFile);
  const database = handle(options, pid, false);
  const problem = await becomeReady(database);
  if (problem === null && isAlive(pid)) return database;
  await database.stop();
  throw explain(problem, options, logFile);
}

/**
 * Starts PostgreSQL on 127.0.0.1 in a process group of its own, or adopts the one that a killed start left behind.
 * Throws OperatorError when it cannot.
 */
export async function startDatabase(options: DatabaseOptions): Promise<RunningDatabase> {
  const place = choosePlace(options.folder);
  const logFile = join(options.folder, 'server.log');
  if (existsSync(logFile) && statSync(logFile).size > logLimitBytes) rmSync(logFile);
  const adopted = await adopt(place.cluster, options);
  if (adopted) return adopted;
  await makeCluster(place, options.password, options.isThrowAway ?? false);
  return startOnce(place, options, logFile);
}
