import type { Logger } from 'typeorm';
import type { Services } from '../contracts/registry.js';
import { htmlSanitiser } from '../infrastructure/adapters/sanitise-html/sanitiser.js';
import { createUnits } from '../infrastructure/app/tool-box.js';
import type { Wire } from '../infrastructure/app/wire.js';
import { openDatabase } from '../infrastructure/db/data-source.js';
import { newId } from '../lib/ids.js';
import { createRegistry } from '../services/registry.js';
import { testDatabase } from './test-database.js';

export interface RegistryUnderTest {
  services: Services;
  url: string;
  /** Rows of a statement, for looking behind the services. */
  rows: <R>(sql: string, values?: unknown[]) => Promise<R[]>;
  /** Statements that `work` sent, in order. */
  statementsOf: (work: () => Promise<unknown>) => Promise<string[]>;
  /** The clock, held. */
  clock: { now: () => Date; at: (moment: string) => void };
  close: () => Promise<void>;
}

/** The services on a migrated database of their own, on 25 November 2026 at noon. */
export async function registryUnderTest(): Promise<RegistryUnderTest> {
  const database = await testDatabase();
  const log: string[] = [];
  const dataSource = await openDatabase({
    url: database.url,
    poolSize: 4,
    applicationName: 'test',
    logger: listening((sql) => log.push(sql)),
  });
  const clock = heldClock('2026-11-25T12:00:00Z');
  const unitOfWork = createUnits({ dataSource, clock: clock.now, newId });
  return {
    services: createRegistry({ unitOfWork, clock: clock.now, newId, sanitiser: htmlSanitiser }),
    url: database.url,
    rows: (sql, values) => dataSource.query(sql, values),
    statementsOf: async (work) => {
      log.length = 0;
      await work();
      return [...log];
    },
    clock,
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
}

/** The services as an app under test is given them. */
export const wireAll: Wire = (deps) => createRegistry({ ...deps, sanitiser: htmlSanitiser });

function heldClock(moment: string) {
  let now = new Date(moment);
  return {
    now: () => now,
    at: (other: string) => {
      now = new Date(other);
    },
  };
}

function listening(logQuery: (sql: string) => void): Logger {
  const silent = () => undefined;
  return {
    logQuery,
    logQueryError: silent,
    logQuerySlow: silent,
    logSchemaBuild: silent,
    logMigration: silent,
    log: silent,
  };
}
