import type { Pool, PoolClient } from 'pg';
import { QueryFailedError, TypeORMError, type DataSource, type EntityManager } from 'typeorm';
import type { Statement } from '../../contracts/unit-of-work.js';

/** Databases behind a pooler that gives each transaction another connection and forgets what was prepared on it. */
const forgetful = new WeakSet<DataSource>();

/** "There is no such prepared statement", "there is one already". */
const forgotten = new Set(['26000', '42P05']);

/**
 * Rows of a statement that every connection plans once, and not each time: for statements that run all day and whose
 * plan costs more than their work. Behind a pooler that cannot do that, one call fails and from then on none is prepared.
 *
 * @param manager of an open transaction.
 * @throws QueryFailedError as `manager.query` does.
 */
export async function queryPrepared<R extends object>(
  manager: EntityManager,
  statement: Statement,
  values: unknown[],
): Promise<R[]> {
  const client = (await manager.queryRunner?.connect()) as PoolClient | undefined;
  if (client === undefined) throw new Error(`${statement.name} was asked outside of a transaction.`);
  return ask<R>(manager.dataSource, client, statement, values);
}

/** The same on whichever connection is free, for one statement, which is a transaction of its own. */
export async function askPrepared<R extends object>(
  dataSource: DataSource,
  statement: Statement,
  values: unknown[],
): Promise<R[]> {
  const { master } = dataSource.driver as unknown as { master?: Pool };
  // As TypeORM says it: a service may be asked before its database was ever there.
  if (master === undefined) throw new TypeORMError('Driver not Connected');
  return ask<R>(dataSource, master, statement, values);
}

async function ask<R extends object>(
  dataSource: DataSource,
  asked: Pool | PoolClient,
  { name, text }: Statement,
  values: unknown[],
): Promise<R[]> {
  if (dataSource.options.logging !== false) dataSource.logger.logQuery(text, values);
  try {
    return (await asked.query<R>({ text, values, ...(forgetful.has(dataSource) ? {} : { name }) })).rows;
  } catch (error) {
    if (forgotten.has((error as { code?: string }).code ?? '')) forgetful.add(dataSource);
    throw new QueryFailedError(text, values, error as Error);
  }
}
