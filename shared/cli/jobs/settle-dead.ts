import type { EntityManager } from 'typeorm';
import { OperatorError } from '../../lib/errors.js';
import { withDatabase } from '../with-database.js';
import type { DeadKind } from './dead-kind.js';
import { deadKinds } from './dead-kinds.js';

/** What is asked for on the command line. */
export interface Asked {
  ids: readonly string[];
  all: boolean;
}

/**
 * Retries or drops in one transaction: all of what was named, or nothing.
 *
 * @returns the ids of those that were dead.
 * @throws OperatorError when nothing is named, or something that is not dead.
 */
export async function settleDead(url: string, verb: 'retry' | 'drop', asked: Asked): Promise<string[]> {
  if (asked.all === asked.ids.length > 0) {
    throw new OperatorError(`Say which: ids from rose jobs dead, or --all${asked.all ? ', but not both' : ''}.`);
  }
  const stranger = asked.ids.find((id) => !deadKinds.some((kind) => kind.isId(id)));
  if (stranger !== undefined) throw new OperatorError(`${stranger} is no id; rose jobs dead lists them.`);
  return withDatabase(url, ({ manager }) =>
    manager.transaction(async (within) => {
      const settled: string[] = [];
      for (const kind of deadKinds) settled.push(...(await settleKind(within, kind, verb, asked)));
      return settled;
    }),
  );
}

async function settleKind(
  manager: EntityManager,
  kind: DeadKind,
  verb: 'retry' | 'drop',
  { ids, all }: Asked,
): Promise<string[]> {
  if (all) return kind[verb](manager, 'all');
  const own = ids.filter((id) => kind.isId(id));
  const settled = await kind[verb](manager, own);
  const missing = own.find((id) => !settled.includes(id));
  if (missing === undefined) return settled;
  throw new OperatorError(`${missing} is not dead, so nothing was changed; rose jobs dead lists those that are.`);
}
