import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { insertNew } from './insert-new.js';

/**
 * Inserts the row and answers null; or, where its place is taken, locks the row that is there until the unit ends and
 * answers that one, so that what is compared with it is still true when it is changed.
 *
 * The lock is the one that an update takes, which lets others point at the row in the meantime.
 *
 * @param place what only one row can have. Rows of the table must never be deleted while units save them.
 */
export async function insertOrLock<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  row: QueryDeepPartialEntity<E>,
  place: FindOptionsWhere<E>,
): Promise<E | null> {
  if (await insertNew(manager, entity, row)) return null;
  return manager.findOneOrFail(entity, { where: place, lock: { mode: 'for_no_key_update' } });
}
