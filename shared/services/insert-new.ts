import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';

/**
 * Inserts the row, unless its place is taken: then nothing is written and no error ends the unit. Where another unit is
 * about to take the place, it waits to see whether that commits. Whether the row was inserted.
 */
export async function insertNew<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  row: QueryDeepPartialEntity<E>,
): Promise<boolean> {
  const insert = manager.createQueryBuilder().insert().into(entity).values(row).orIgnore().returning('1');
  const { raw } = (await insert.execute()) as { raw: unknown[] };
  return raw.length > 0;
}
