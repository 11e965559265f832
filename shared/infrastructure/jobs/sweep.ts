import type { Queue } from 'bullmq';
import type { AppName } from '../../contracts/apps.js';
import { findDeadIds, findRetries } from './dead-jobs.js';
import type { AnyJob, JobSurroundings } from './define-job.js';
import { jobIdOf } from './job-id.js';
import type { AnyOrder, JobQueues } from './job-queues.js';
import { keepSchedule } from './keep-schedule.js';
import { tellChanges, type Changes } from './tell-changes.js';

export interface SweepOptions {
  app: AppName;
  jobs: readonly AnyJob[];
  around: JobSurroundings;
  queues: JobQueues;
  timeZone: string;
}

/** Goes once over everything from which jobs come. Tells of failures itself and never rejects. */
export type Sweep = () => Promise<void>;

const pageSize = 500;
const largestPage = 5_000;

/** Orders what the queue should hold and may have lost: what tables want, what was asked for again, what time asks for. */
export function createSweep(options: SweepOptions): Sweep {
  const { app, jobs, around, queues, timeZone } = options;
  const queue = queues.queueOf(app);
  const told = new Map<string, Changes>();

  async function step(name: string, work: () => Promise<unknown>): Promise<void> {
    const changes = told.get(name) ?? tellChanges(around.log.child({ job: name }), 'the sweep of a job');
    told.set(name, changes);
    try {
      await work();
      changes.held();
    } catch (error) {
      changes.failed(error);
    }
  }

  return async function sweep() {
    await step('retries', async () => queues.enqueue(await findRetries(around.dataSource, app, pageSize)));
    for (const job of jobs) {
      const { schedule } = job;
      if (schedule) await step(job.name, () => keepSchedule(queue, job.name, schedule, timeZone));
      else await step(job.name, async () => queues.enqueue(await findLost(job, options, queue)));
    }
  };
}

/** What its table wants and is not known to be dead. */
async function findLost(job: AnyJob, { app, around }: SweepOptions, queue: Queue): Promise<AnyOrder[]> {
  const dead = await findDeadIds(around.dataSource, { app, name: job.name }, largestPage);
  const known = dead.size + (await countQueued(queue, 'wait', 'delayed', 'active'));
  // The longest waiting may all be dead or queued: the page is so large that there is room for others behind them.
  const wanted = (await job.sweep?.(around, Math.min(pageSize + known, largestPage))) ?? [];
  return wanted
    .map(({ id, payload }) => ({ app, name: job.name, id, payload }))
    .filter((order) => jobIdOf(order) && !dead.has(order.id));
}

export async function countQueued(queue: Queue, ...states: ('wait' | 'delayed' | 'active')[]): Promise<number> {
  const counts = await queue.getJobCounts(...states);
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
