import type { EntityManager } from 'typeorm';
import type { Clock } from '../contracts/ports.js';
import type { ReadRows, UnitTools } from '../contracts/unit-of-work.js';

/** What a verb needs that asks one statement and changes nothing: it needs no transaction. */
export interface ReadDeps {
  read: ReadRows;
  clock: Clock;
}

/** What every domain's verbs work with: the tables and tools of one unit, the time and new ids. */
export interface UnitDeps extends UnitTools, ReadDeps {
  manager: EntityManager;
  newId: () => string;
}
