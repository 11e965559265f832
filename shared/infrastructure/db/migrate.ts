import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { OperatorError } from '../../lib/errors.js';
import { migrations } from '../../migrations/index.js';
import { applyPending } from './apply-migrations.js';
import { openDatabase } from './data-source.js';

/** Any number will do as long as it is always the same. */
const migrationLock = 7_267_301;

const waitForOthersMs = 60_000;
const askEveryMs = 200;

/**
 * Applies every migration that is missing, oldest first, on one connection of its own (how: `applyPending`).
 * Callers at the same time take turns by an advisory lock, so that all six services may try.
 *
 * @param directUrl a connection that goes to PostgreSQL itself: advisory locks do not pass transaction poolers.
 * @throws OperatorError when the database cannot be reached, another process migrates for more than a minute, or a table
 *   could not be had.
 */
export async function migrate(directUrl: string, setting = 'DATABASE_URL'): Promise<{ applied: string[] }> {
  const dataSource = await openDatabase({
    url: directUrl,
    setting,
    poolSize: 1,
    applicationName: 'rose migrate',
    statementTimeoutMs: 0,
  });
  try {
    return { applied: await withLock(dataSource, (runner) => applyPending(dataSource, runner)) };
  } finally {
    await dataSource.destroy();
  }
}

/** Names of the migrations this image knows and the database has not seen. Newer ones in the database are fine. */
export async function pendingMigrations(dataSource: DataSource): Promise<string[]> {
  const table = await dataSource.query<[{ name: string | null }]>(`select to_regclass('migrations') as name`);
  const known = migrations.map((migration) => migration.name);
  if (table[0].name === null) return known;
  const rows = await dataSource.query<{ name: string }[]>(`select name from migrations`);
  const applied = new Set(rows.map((row) => row.name));
  return known.filter((name) => !applied.has(name));
}

async function withLock<T>(dataSource: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await takeLock(runner);
    return await work(runner);
  } finally {
    // The lock goes with the connection, which is this data source's only one.
    await runner.release();
  }
}

/**
 * Asks now and again instead of waiting in PostgreSQL: a statement that waits holds a snapshot, `create index concurrently`
 * of whoever has the lock waits for all older snapshots, and neither would ever come to an end.
 */
async function takeLock(runner: QueryRunner): Promise<void> {
  const giveUpAt = Date.now() + waitForOthersMs;
  const attempt = `select pg_try_advisory_lock(${String(migrationLock)}) as taken`;
  for (;;) {
    const [answer] = (await runner.query(attempt)) as unknown as [{ taken: boolean }];
    if (answer.taken) return;
    if (Date.now() > giveUpAt) {
      throw new OperatorError(
        'Another process has been migrating this database for over a minute; see who it is, then try again.',
      );
    }
    await pause(askEveryMs * (0.5 + Math.random()));
  }
}
