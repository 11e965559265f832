import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import type { DataSource, EntityManager } from 'typeorm';
import type { Services } from '../contracts/registry.js';
import type { UnitOfWork } from '../contracts/unit-of-work.js';
import { createUnits } from '../infrastructure/app/tool-box.js';
import { createPatientRedis } from '../infrastructure/cache/create-redis.js';
import { openDatabase } from '../infrastructure/db/data-source.js';
import { createHttpClient } from '../infrastructure/http/client/create-http-client.js';
import type { AnyJob } from '../infrastructure/jobs/define-job.js';
import { createJobQueues, type AnyOrder, type JobQueues } from '../infrastructure/jobs/job-queues.js';
import { startJobWorker, type JobWorker, type Pace } from '../infrastructure/jobs/job-worker.js';
import { createLog, type Log } from '../infrastructure/log/log.js';
import { newId } from '../lib/ids.js';
import { eventually } from './eventually.js';
import { testDatabase } from './test-database.js';

export interface JobsUnderTest {
  dataSource: DataSource;
  units: UnitOfWork<EntityManager>;
  /** As a web process has them. */
  queues: JobQueues;
  /** What was logged, parsed. */
  lines: Record<string, unknown>[];
  /** An order of a crate, in a unit as services give it. */
  order: (id: string, name?: string) => Promise<void>;
  startWorker: (jobs: AnyJob[], options?: WorkerOptions) => JobWorker & { registry: Registry };
  /** Straight to the Redis that the queues use. */
  redis: Redis;
  close: () => Promise<void>;
}

export interface WorkerOptions {
  pace?: Partial<Pace>;
  redisUrl?: string;
}

/** A job whose truth is the table `crates`, as far as the test does not say otherwise. */
export function crateJob(run: AnyJob['run'], special: Partial<AnyJob> = {}): AnyJob {
  return {
    name: 'move-crate',
    truth: 'crates',
    async sweep({ dataSource }, limit) {
      const rows = await dataSource.query<{ id: string }[]>(
        `select id from crates where not moved order by id limit $1`,
        [limit],
      );
      return rows.map(({ id }) => ({ id, payload: { crateId: id } }));
    },
    run,
    ...special,
  };
}

const hurry: Partial<Pace> = { sweepEveryMs: 60_000, drainMs: 2_000, graceMs: 100, backoff: () => 20 };

/** Queues under a prefix of their own, a database with the table `crates`, and workers that come as they are called. */
export async function jobsUnderTest(redisUrl = process.env['ROSE_TEST_REDIS_URL'] ?? ''): Promise<JobsUnderTest> {
  const database = await testDatabase();
  const dataSource = await openDatabase({ url: database.url, poolSize: 8, applicationName: 'test' });
  await dataSource.query('create table crates (id text primary key, moved boolean not null default false)');
  const prefix = `test-${randomBytes(6).toString('hex')}`;
  const lines: Record<string, unknown>[] = [];
  const log = logInto(lines);
  const queues = createJobQueues({ url: redisUrl, prefix, log });
  const clock = () => new Date();
  const bell = { enqueue: (orders: readonly AnyOrder[]) => queues.enqueue(orders) };
  const units = createUnits({ dataSource, clock, newId, bell });
  const http = createHttpClient({ version: 'test', baseUrl: 'https://rose-ash.test/' });
  const around = { services: {} as Services, dataSource, unitOfWork: units, log, clock, http, media: null };
  const redis = createPatientRedis(redisUrl, log);
  const workers: JobWorker[] = [];
  await eventually(
    () => queues.connection.status,
    (status) => status === 'ready',
  );
  return {
    ...{ dataSource, units, queues, lines, redis },
    order: (id, name = 'move-crate') =>
      units.run(async ({ manager, tools }) => {
        await manager.query('insert into crates (id) values ($1) on conflict do nothing', [id]);
        tools.order({ app: 'cart', name: name as never, id, payload: { crateId: id } as never });
      }),
    startWorker(jobs, { pace, redisUrl: url = redisUrl } = {}) {
      const registry = new Registry();
      const own = createJobQueues({ url, prefix, log });
      const worker = startJobWorker({
        ...{ app: 'cart', jobs, around, registry, queues: own, redis: { url, prefix } },
        timeZone: 'Europe/London',
        pace: { ...hurry, ...pace },
      });
      let stopped: Promise<void> | null = null;
      const stop = () => (stopped ??= worker.stop().then(() => own.close()));
      workers.push({ stop });
      return { stop, registry };
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      queues.close();
      http.close();
      redis.disconnect();
      await dataSource.destroy();
      await database.drop();
    },
  };
}

function logInto(lines: Record<string, unknown>[]): Log {
  return createLog(
    { service: 'cart', role: 'worker', version: '1', level: 'debug' },
    { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  );
}
