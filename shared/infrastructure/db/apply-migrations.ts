import { setTimeout as pause } from 'node:timers/promises';
import { MigrationExecutor, type DataSource, type Migration, type QueryRunner } from 'typeorm';
import { OperatorError } from '../../lib/errors.js';

/** How a migration waits for a table that others use. All in ms. */
export interface LockPatience {
  /** Everybody who comes after it waits behind it, also readers, so it gives way after this. */
  waitMs: number;
  /** Lets those go ahead who waited behind it. */
  pauseMs: number;
  attempts: number;
}

/** Tries for a minute and a half, and holds the site up for at most five seconds of every seven. */
const usualPatience: LockPatience = { waitMs: 5_000, pauseMs: 2_000, attempts: 12 };

/** PostgreSQL's codes for a lock that was not had in time, and for two that wait for each other. */
const isLockTrouble = (error: unknown) => ['55P03', '40P01'].includes((error as { code?: string }).code ?? '');

/**
 * Applies what is missing, oldest first, each in a transaction of its own unless it says `transaction = false`.
 *
 * @returns the names of those that were applied.
 * @throws OperatorError when a table could not be had; what came before stays applied.
 */
export async function applyPending(
  dataSource: DataSource,
  runner: QueryRunner,
  patience = usualPatience,
): Promise<string[]> {
  const executor = new MigrationExecutor(dataSource, runner);
  const applied: string[] = [];
  for (const migration of await executor.getPendingMigrations()) {
    await applyPatiently(executor, runner, migration, patience);
    applied.push(migration.name);
  }
  return applied;
}

async function applyPatiently(
  executor: MigrationExecutor,
  runner: QueryRunner,
  migration: Migration,
  { waitMs, pauseMs, attempts }: LockPatience,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await applyOnce(executor, runner, migration, waitMs);
      return;
    } catch (error) {
      if (!isLockTrouble(error)) throw error;
      if (attempt >= attempts) throw gaveUp(migration, attempts, error);
      await pause(pauseMs);
    }
  }
}

async function applyOnce(
  executor: MigrationExecutor,
  runner: QueryRunner,
  migration: Migration,
  waitMs: number,
): Promise<void> {
  if (migration.instance?.transaction === false) {
    // An index that is made concurrently waits for old transactions, and nobody waits behind it.
    await runner.query(`set lock_timeout = 0`);
    await executor.executeMigration(migration);
    return;
  }
  await runner.startTransaction();
  try {
    await runner.query(`set local lock_timeout = ${String(waitMs)}`);
    await executor.executeMigration(migration);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  }
}

function gaveUp({ name }: Migration, attempts: number, cause: unknown): OperatorError {
  return new OperatorError(
    `The migration ${name} needs a table that others did not let go of in ${attempts} attempts; end their long transactions (pg_stat_activity shows them), then try again.`,
    { cause },
  );
}
