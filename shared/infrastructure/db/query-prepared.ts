import type { PoolClient } from 'pg';
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';

/** Databases behind a pooler that gives each transaction another connection and forgets what was prepared on it. */
const forgetful = new WeakSet<DataSource>();

/** "There is no such prepared statement", "there is one already". */
const forgotten = new Set(['26000', '42P05']);

/**
 * Rows of a statement that every connection plans once, and not each time: for statements that run all day and whose
 * plan costs more than their work. Behind a pooler that cannot do that, one call fails and from then on none is prepared.
 *
 * @param manager of an open transaction.
 * @param name one for each text.
 * @throws QueryFailedError as `manager.query` does.
 */
export async function queryPrepared<R extends object>(
  manager: EntityManager,
  name: string,
  text: string,
  values: unknown[],
): Promise<R[]> {
  const client = (await manager.queryRunner?.connect()) as PoolClient | undefined;
  if (client === undefined) throw new Error(`${name} was asked outside of a transaction.`);
  const { dataSource } = manager;
  try {
    return (await client.query<R>({ text, values, ...(forgetful.has(dataSource) ? {} : { name }) })).rows;
  } catch (error) {
    if (forgotten.has((error as { code?: string }).code ?? '')) forgetful.add(dataSource);
    throw new QueryFailedError(text, values, error as Error);
  }
}
