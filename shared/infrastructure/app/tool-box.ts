import type { DataSource, EntityManager } from 'typeorm';
import type { AppName } from '../../contracts/apps.js';
import type { JobOrder, OrderJob } from '../../contracts/jobs.js';
import type { Clock } from '../../contracts/ports.js';
import type { UnitOfWork } from '../../contracts/unit-of-work.js';
import { activityCatalogues, type ActivityCatalogues } from '../activities/catalogues.js';
import { createRecorder } from '../activities/recorder.js';
import { TypeOrmUnitOfWork, type ToolBox } from '../db/unit-of-work.js';
import { jobIdOf } from '../jobs/job-id.js';
import { createMailBag } from '../mail/mail-bag.js';
import { addMedia } from '../media/add-media.js';
import { within } from '../../lib/within.js';

/** Who is told once a unit has committed. Nothing depends on it: sweeps find what it failed to pass on. */
export interface Bell {
  /** These apps have tasks. */
  wake(apps: ReadonlySet<AppName>): Promise<void>;
  /** These jobs are wanted. */
  enqueue(orders: readonly JobOrder[]): Promise<void>;
  /** Whatever shows these is no longer true. */
  invalidate(tags: readonly string[]): Promise<void>;
}

export interface UnitsOptions {
  dataSource: DataSource;
  clock: Clock;
  newId: () => string;
  /** Absent where there is no Redis at hand, as on the command line. */
  bell?: Partial<Bell>;
  /** A test's own types and subscriptions in place of the real ones. */
  catalogues?: ActivityCatalogues;
}

/** A member waits for this after every change, so it is short; what comes too late is found by a sweep. */
const afterCommitMs = 200;

const silence: Bell = {
  wake: async () => undefined,
  enqueue: async () => undefined,
  invalidate: async () => undefined,
};

/** Units of work with everything that a unit gives to services. */
export function createUnits(options: UnitsOptions): UnitOfWork<EntityManager> {
  return new TypeOrmUnitOfWork(options.dataSource, (manager) => openToolBox(manager, options));
}

function openToolBox(
  manager: EntityManager,
  { clock, newId, catalogues = activityCatalogues, ...options }: UnitsOptions,
): ToolBox {
  const bell = { ...silence, ...options.bell };
  const recorder = createRecorder(catalogues, clock);
  const orders: JobOrder[] = [];
  const order: OrderJob = (wanted) => {
    jobIdOf(wanted);
    orders.push(wanted);
  };
  const mails = createMailBag({ order, clock, newId });
  return {
    tools: {
      record: recorder.record,
      order,
      mail: mails.mail,
      media: addMedia({ manager, order, clock, newId }),
    },
    beforeCommit: async () => {
      await mails.write(manager);
      await recorder.write(manager);
    },
    afterCommit: async () => {
      const told = [
        ...(recorder.tags.size > 0 ? [bell.invalidate([...recorder.tags])] : []),
        ...(recorder.woken.size > 0 ? [bell.wake(recorder.woken)] : []),
        ...(orders.length > 0 ? [bell.enqueue(orders)] : []),
      ];
      if (told.length > 0) await within(afterCommitMs, Promise.allSettled(told)).catch(() => undefined);
    },
  };
}
