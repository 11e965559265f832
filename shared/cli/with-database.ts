import type { DataSource } from 'typeorm';
import { openDatabase } from '../infrastructure/db/data-source.js';
import { pendingMigrations } from '../infrastructure/db/migrate.js';
import { OperatorError } from '../lib/errors.js';

const poolSize = 2;

/**
 * Runs `work` with the database under `url`, and closes it again.
 *
 * @throws OperatorError when it cannot be reached or is not up to date.
 */
export async function withDatabase<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = await openDatabase({ url, poolSize, applicationName: 'rose cli' });
  try {
    const pending = await pendingMigrations(dataSource);
    if (pending.length > 0) throw new OperatorError('The database is not up to date: run rose migrate first.');
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
