import { join } from 'node:path';
import { OperatorError } from '../../lib/errors.js';
import { createDatabase } from '../database/create-database.js';
import { startDatabase, type RunningDatabase } from '../database/start-database.js';
import { downloadFolders } from '../redis/download-folders.js';
import { findRedis } from '../redis/find-redis.js';
import { probeRedis } from '../redis/probe-redis.js';
import { startRedis } from '../redis/start-redis.js';
import type { Ports } from '../settings/ports.js';
import type { Secrets } from '../settings/keep-secrets.js';
import type { Settings } from '../settings/read-settings.js';
import type { ProcessList } from '../data-dir/process-list.js';
import { keepStore } from './keep-store.js';
import type { Say } from './say.js';
import type { Undo } from './undo.js';

export interface StoreContext {
  settings: Settings;
  ports: Ports;
  secrets: Secrets;
  say: Say;
  undo: Undo;
  processes: ProcessList;
}

const how = (isAdopted: boolean) => (isAdopted ? 'still running, kept' : 'ready');

async function ownDatabase({
  settings,
  ports,
  secrets,
  say,
  undo,
  processes,
}: StoreContext): Promise<[string, RunningDatabase]> {
  const folder = join(settings.dataDir, 'database');
  const start = () => startDatabase({ folder, port: ports.database, password: secrets.databasePassword });
  const server = await start();
  const onPid = (pid: number) => processes.set('database', pid);
  onPid(server.pid);
  undo.add(keepStore(server, { name: 'the database', start, note: (sentence) => say.line(`  ${sentence}`), onPid }));
  return [await createDatabase(server, 'rose_ash'), server];
}

/** The database's address: the operator's own, checked, or that of the embedded one, started. */
export async function bringDatabase(context: StoreContext): Promise<string> {
  const { settings, say } = context;
  const given = settings.databaseUrl;
  if (given === null) {
    const [url] = await say.step(
      'database',
      () => ownDatabase(context),
      ([, server]) => `database ${how(server.isAdopted)}`,
    );
    return url;
  }
  await say.step('database of DATABASE_URL answers', async () => {
    const { openDatabase } = await import('../../infrastructure/db/data-source.js');
    const dataSource = await openDatabase({ url: given, poolSize: 1, applicationName: 'rose start' });
    await dataSource.destroy();
  });
  return given;
}

async function checkRedis(url: string): Promise<void> {
  const isUrl = URL.canParse(url) && ['redis:', 'rediss:'].includes(new URL(url).protocol);
  if (!isUrl) {
    throw new OperatorError('REDIS_URL is not an address like redis://host:6379; correct it or leave it out.');
  }
  const problem = await probeRedis(url);
  if (problem === null) return;
  const { hostname, port } = new URL(url);
  throw new OperatorError(
    `No Redis lets us in at ${hostname}:${port || '6379'}; start it there, correct REDIS_URL or leave it out.`,
    { cause: problem },
  );
}

async function ownRedis({ settings, ports, secrets, say, undo, processes }: StoreContext) {
  const onDownload = () => say.line('  fetching Redis from the distribution, this once, over the network ...');
  const program = await findRedis(downloadFolders(settings.dataDir), onDownload);
  const folder = join(settings.dataDir, 'redis');
  const start = () => startRedis({ program, folder, port: ports.redis, password: secrets.redisPassword });
  const redis = await start();
  const onPid = (pid: number) => processes.set('redis', pid);
  onPid(redis.pid);
  undo.add(keepStore(redis, { name: 'Redis', start, note: (sentence) => say.line(`  ${sentence}`), onPid }));
  return redis;
}

/** The address of Redis: the operator's own, checked, or that of one we start. */
export async function bringRedis(context: StoreContext): Promise<string> {
  const { settings, say } = context;
  const given = settings.redisUrl;
  if (given === null) {
    const redis = await say.step(
      'Redis',
      () => ownRedis(context),
      ({ isAdopted }) => `Redis ${how(isAdopted)}`,
    );
    return redis.url;
  }
  await say.step('Redis of REDIS_URL answers', () => checkRedis(given));
  return given;
}
