import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Config } from '../config/config.js';
import { explainDatabaseError } from '../db/explain-database-error.js';
import { migrate } from '../db/migrate.js';
import type { Log } from '../log/log.js';

const firstPauseMs = 250;
const longestPauseMs = 5_000;

/** A database that is being connected to, for as long as it takes. */
export interface Connecting {
  /** Resolves once connected (and migrated, where this service does that), or once given up. */
  done: Promise<void>;
  giveUp: () => void;
}

/**
 * Connects the pool, and brings the schema up to date where RUN_MIGRATIONS says so. A database that is away is waited for:
 * in a stack nothing guarantees who starts first, and until then `/readyz` says so.
 */
export function connectDatabase(dataSource: DataSource, config: Config['database'], log: Log): Connecting {
  const given = new AbortController();
  return { done: keepTrying(dataSource, config, log, given.signal), giveUp: () => given.abort() };
}

async function keepTrying(
  dataSource: DataSource,
  config: Config['database'],
  log: Log,
  given: AbortSignal,
): Promise<void> {
  let pauseMs = firstPauseMs;
  while (!given.aborted) {
    try {
      if (config.runMigrations) await migrateAndTell(config, log);
      await dataSource.initialize();
      return;
    } catch (error) {
      log.error({ err: explainDatabaseError(error, config.url) }, 'the database cannot be used yet; we keep trying');
      await delay(pauseMs, undefined, { signal: given }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }
}

async function migrateAndTell({ url, directUrl }: Config['database'], log: Log): Promise<void> {
  const { applied } = await migrate(directUrl, directUrl === url ? 'DATABASE_URL' : 'DATABASE_DIRECT_URL');
  if (applied.length > 0) log.info({ applied }, 'the database was brought up to date');
}
