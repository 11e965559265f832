import { pino } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import type { ActivityType } from '../activities/define-activity.js';
import type { Services, Unit } from '../contracts/registry.js';
import type { UnitOfWork } from '../contracts/unit-of-work.js';
import { ActivityWorker, type WorkerOptions } from '../infrastructure/activities/activity-worker.js';
import type { ActivityCatalogues, AnySubscription } from '../infrastructure/activities/catalogues.js';
import type { AnyActivity, AnyHandler } from '../infrastructure/activities/define-handler.js';
import type { Outcome } from '../infrastructure/activities/handle-next.js';
import { createUnits, type Bell } from '../infrastructure/app/tool-box.js';
import { openDatabase } from '../infrastructure/db/data-source.js';
import { newId } from '../lib/ids.js';
import { testDatabase } from './test-database.js';

/** What happens in these tests: something about a crate, which has a number. */
export const cratePacked: ActivityType<'crate.packed', { crate: string; n: number }> = {
  ...{ type: 'crate.packed', app: 'market', v: 1, visibility: 'private' },
  payload: z.object({ crate: z.string(), n: z.number() }),
  subject: ({ crate }) => `crate:${crate}`,
  tags: () => [],
};

export const noteCrate = 'crate-packed.note';

/** The catalogue of these tests; `lane` makes its tasks wait for each other. */
export function crateCatalogues(lane?: string, handlers = [noteCrate]): ActivityCatalogues {
  const subscribe = (handler: string): AnySubscription => ({
    ...{ activity: 'crate.packed', app: 'blog', handler },
    ...(lane === undefined ? {} : { lane }),
  });
  return { types: new Map([['crate.packed', cratePacked]]), subscriptions: handlers.map(subscribe) };
}

export interface TaskRow {
  activity_id: string;
  handler: string;
  state: string;
  attempts: number;
  last_error: string | null;
  next_at: Date;
}

export interface HandlingUnderTest {
  url: string;
  dataSource: DataSource;
  units: UnitOfWork<EntityManager>;
  /** Records that crates were packed, in one unit. */
  pack: (...crates: { crate: string; n: number }[]) => Promise<void>;
  /** A handler that writes what it saw into `notes`, then does what else it was given. */
  noting: (and?: (activity: AnyActivity) => Promise<unknown>, name?: string) => AnyHandler;
  notes: () => Promise<{ crate: string; n: number }[]>;
  tasks: () => Promise<TaskRow[]>;
  /** A worker of `blog`, which sweeps often and forgives at once, unless told otherwise. */
  worker: (handlers: AnyHandler[], options?: Partial<WorkerOptions>) => ActivityWorker;
  /** How tasks ended, in order. */
  outcomes: Outcome[];
  logLines: Record<string, unknown>[];
  close: () => Promise<void>;
}

/** The activity log on a database of its own, with the catalogue of crates. `close` stops the workers that were made. */
export async function handlingUnderTest(
  catalogues = crateCatalogues(),
  { bell, template }: { bell?: Bell; template?: string } = {},
): Promise<HandlingUnderTest> {
  const database = await testDatabase(template);
  const dataSource = await openDatabase({ url: database.url, poolSize: 12, applicationName: 'test' });
  const units = createUnits({
    ...{ dataSource, newId, catalogues, clock: () => new Date() },
    ...(bell === undefined ? {} : { bell }),
  });
  await dataSource.query('create table notes (id serial primary key, crate text, n integer)');
  const logLines: Record<string, unknown>[] = [];
  const outcomes: Outcome[] = [];
  const workers: ActivityWorker[] = [];
  return {
    ...{ dataSource, units, logLines, outcomes, url: database.url },
    pack: (...crates) =>
      units.run(async ({ tools }) => {
        for (const crate of crates) (tools.record as (type: string, payload: unknown) => void)('crate.packed', crate);
      }),
    noting: (and = async () => undefined, name = noteCrate) => ({
      ...{ activity: 'crate.packed', name },
      async handle(_, activity) {
        const { crate, n } = activity.payload as { crate: string; n: number };
        await units.current().manager.query('insert into notes (crate, n) values ($1, $2)', [crate, n]);
        await and(activity);
      },
    }),
    notes: () => dataSource.query('select crate, n from notes order by id'),
    tasks: () => dataSource.query('select * from ap_activity_tasks order by activity_id, handler'),
    worker(handlers, options = {}) {
      const worker = new ActivityWorker({
        ...{ app: 'blog', handlers, catalogues, dataSource, unitOfWork: units, services: servicesOn(units) },
        log: pino(
          { level: 'debug' },
          { write: (line: string) => void logLines.push(JSON.parse(line) as object as never) },
        ),
        metrics: { handled: (_, outcome) => void outcomes.push(outcome) },
        ...{ concurrency: 4, sweepMs: 20, backoff: { pausesMs: [0, 0, 0, 0, 0], random: () => 0.5 } },
        ...options,
      });
      workers.push(worker);
      return worker;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await dataSource.destroy();
      await database.drop();
    },
  };
}

/** Handlers here work on the open unit itself, so its services are none. */
function servicesOn(units: UnitOfWork<EntityManager>): Services {
  return { transaction: <T>(work: (unit: Unit) => Promise<T>) => units.run(() => work({} as Unit)) } as Services;
}
