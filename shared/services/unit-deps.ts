import type { EntityManager } from 'typeorm';
import type { Clock } from '../contracts/ports.js';
import type { UnitTools } from '../contracts/unit-of-work.js';

/** What every domain's verbs work with: the tables and tools of one unit, the time and new ids. */
export interface UnitDeps extends UnitTools {
  manager: EntityManager;
  clock: Clock;
  newId: () => string;
}
