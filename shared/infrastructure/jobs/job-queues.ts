import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { AppName } from '../../contracts/apps.js';
import type { JobOrder } from '../../contracts/jobs.js';
import { createRedis } from '../cache/create-redis.js';
import type { Log } from '../log/log.js';
import { jobIdOf } from './job-id.js';

/** An order whose name need not be one of the catalogue. */
export type AnyOrder = Omit<JobOrder, 'name' | 'payload'> & { name: string; payload: unknown };

/** The near end of the queues, one for each app. It never waits for Redis. */
export interface JobQueues {
  /** Puts the orders into the queues of their apps. Rejects, at once or after 2 s, while Redis is away. */
  enqueue(orders: readonly AnyOrder[]): Promise<void>;
  queueOf(app: AppName): Queue;
  connection: Redis;
  /** Cuts the connection; what is on its way fails. */
  close(): void;
}

/**
 * How often a job is tried and how long it pauses is for the worker to say, which knows its definition; whoever orders it
 * may be another app. A job that is over leaves the queue, so its id is free for the next order.
 */
export const jobOptions = {
  attempts: Number.MAX_SAFE_INTEGER,
  backoff: { type: 'ours' },
  removeOnComplete: true,
  removeOnFail: true,
  stackTraceLimit: 0,
};

export function createJobQueues({ url, prefix, log }: { url: string; prefix: string; log: Log }): JobQueues {
  const connection = createRedis(url, log.child({ connection: 'job orders' }));
  const queues = new Map<AppName, Queue>();

  function queueOf(app: AppName): Queue {
    const known = queues.get(app);
    if (known) return known;
    const queue = openQueue(app, connection, prefix);
    queues.set(app, queue);
    return queue;
  }

  return {
    queueOf,
    connection,
    async enqueue(orders) {
      const apps = [...new Set(orders.map((order) => order.app))];
      const ofApp = (app: AppName) => orders.filter((order) => order.app === app).map(toBulk);
      await Promise.all(apps.map((app) => queueOf(app).addBulk(ofApp(app))));
    },
    close: () => connection.disconnect(),
  };
}

/** BullMQ would wait for the connection, and for an answer about its version, without end: `add` then never settles. */
function openQueue(app: AppName, connection: Redis, prefix: string): Queue {
  const now = { skipWaitingForReady: true, skipVersionCheck: true, skipMetasUpdate: true };
  const queue = new Queue(app, { connection, prefix, defaultJobOptions: jobOptions, ...now });
  // The connection itself says when Redis goes and comes, and callers hear of their own failures.
  queue.on('error', () => undefined);
  return queue;
}

function toBulk({ name, id, payload, delayMs = 0 }: AnyOrder) {
  return { name, data: payload, opts: { jobId: jobIdOf({ name, id }), delay: delayMs } };
}
