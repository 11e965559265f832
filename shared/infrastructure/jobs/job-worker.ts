import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Registry } from 'prom-client';
import type { AppName } from '../../contracts/apps.js';
import { within } from '../../lib/within.js';
import { createPatientRedis } from '../cache/create-redis.js';
import { growingBackoff, type Backoff } from './backoff.js';
import { countDeadJobs } from './dead-jobs.js';
import type { AnyJob, JobSurroundings } from './define-job.js';
import { createJobMetrics } from './job-metrics.js';
import type { JobQueues } from './job-queues.js';
import type { Log } from '../log/log.js';
import { createProcessor, type Interruption, type Processor } from './process-job.js';
import { countQueued, createSweep } from './sweep.js';
import { startSweeper } from './sweeper.js';
import { tellChanges } from './tell-changes.js';
import { watchDepth } from './watch-depth.js';

export interface JobWorkerOptions {
  app: AppName;
  jobs: readonly AnyJob[];
  around: JobSurroundings;
  redis: { url: string; prefix: string };
  queues: JobQueues;
  registry: Registry;
  /** IANA name; schedules are in it. */
  timeZone: string;
  /** Tests are in a hurry. */
  pace?: Partial<Pace>;
}

/** All in ms. */
export interface Pace {
  sweepEveryMs: number;
  /** Until a job whose worker went silent is another's; twice this, and `stalledEveryMs`, at most. */
  lockMs: number;
  stalledEveryMs: number;
  /** What running jobs get to end in when the process stops, */
  drainMs: number;
  /** and then, their signal aborted. */
  graceMs: number;
  backoff: Backoff;
}

export interface JobWorker {
  /** Takes no more jobs, waits for those that run, and hands back what does not end. Takes 12 s at most; never rejects. */
  stop(): Promise<void>;
}

const usualPace: Pace = {
  sweepEveryMs: 15_000,
  lockMs: 30_000,
  stalledEveryMs: 15_000,
  drainMs: 10_000,
  graceMs: 500,
  backoff: growingBackoff,
};

const concurrency = 2;
const defaultBackoffMs = 5_000;
const closeMs = 500;

/** Works at the jobs of one app, and sees to it that none is forgotten. The database must be connected. */
export function startJobWorker(options: JobWorkerOptions): JobWorker {
  const { app, jobs, around, redis, queues, registry, timeZone } = options;
  const pace = { ...usualPace, ...options.pace };
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const { graceMs, sweepEveryMs } = pace;
  const metrics = createJobMetrics(registry);
  const { connection, disconnect } = connect(redis.url, around.log.child({ connection: 'jobs' }));
  const worker = openWorker({
    ...{ app, connection, pace, prefix: redis.prefix, jobs: byName, log: around.log },
    processor: createProcessor({ app, jobs: byName, around, metrics, graceMs, queue: queues.queueOf(app) }),
  });
  const sweep = createSweep({ app, jobs, around, queues, timeZone });
  const sweeper = startSweeper({ sweep, redis: queues.connection, everyMs: sweepEveryMs });
  for (const job of jobs) job.measure?.(around, registry);
  watchDepth(registry, {
    queued: () => countQueued(queues.queueOf(app), 'wait', 'delayed'),
    dead: () => countDeadJobs(around.dataSource, app),
  });
  return {
    async stop() {
      await Promise.all([within(pace.drainMs, sweeper.stop()).catch(() => undefined), drain(worker, pace)]);
      // Redis may be away or slow; what could not be handed back is taken by others when its lock ends.
      disconnect();
    },
  };
}

/** One that can be left although its queue does not answer. */
class LeavableWorker extends Worker {
  /** Ends what it does again and again. */
  abandon(): void {
    void this.pause(true);
    void this.lockManager.close();
  }
}

function openWorker({
  app,
  connection,
  prefix,
  processor,
  jobs,
  pace,
  log,
}: {
  app: AppName;
  connection: Redis;
  prefix: string;
  processor: Processor;
  jobs: ReadonlyMap<string, AnyJob>;
  pace: Pace;
  log: Log;
}): LeavableWorker {
  const backoffStrategy = (attempt = 1, _type?: string, _error?: Error, job?: { name: string }) => {
    const definition = jobs.get(job?.name ?? '');
    return definition?.pauseAfter?.(attempt) ?? pace.backoff(definition?.backoffMs ?? defaultBackoffMs, attempt);
  };
  const worker = new LeavableWorker(app, processor as ConstructorParameters<typeof Worker>[1], {
    ...{ connection, prefix, concurrency },
    lockDuration: pace.lockMs,
    stalledInterval: pace.stalledEveryMs,
    // A job may be handed back as often as it must; the processor gives up on one that takes its process down.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    settings: { backoffStrategy },
  });
  const changes = tellChanges(log, 'the queue of jobs');
  worker.on('error', (error) => changes.failed(error));
  worker.on('completed', () => changes.held());
  worker.on('stalled', (id) => log.warn({ queued: id }, 'a job lost its worker; another takes it'));
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) worker.cancelJob(id, 'lost' satisfies Interruption);
  });
  return worker;
}

/** The worker waits for jobs on a copy of the connection, which it would close only while Redis answers. */
function connect(url: string, log: Log): { connection: Redis; disconnect: () => void } {
  const connection = createPatientRedis(url, log);
  const all = [connection];
  const duplicate = connection.duplicate.bind(connection);
  connection.duplicate = (options) => {
    const copy = duplicate(options);
    all.push(copy);
    return copy;
  };
  const open = () => all.filter((one) => one.status !== 'end');
  return { connection, disconnect: () => open().forEach((one) => one.disconnect()) };
}

async function drain(worker: LeavableWorker, { drainMs, graceMs }: Pace): Promise<void> {
  const closed = worker.close();
  const closedWithin = (ms: number) =>
    within(ms, closed).then(
      () => true,
      () => false,
    );
  if (await closedWithin(drainMs)) return;
  worker.cancelAllJobs('stopping' satisfies Interruption);
  if (await closedWithin(graceMs + closeMs)) return;
  worker.abandon();
}
