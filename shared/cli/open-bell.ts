import type { Redis } from 'ioredis';
import { ring } from '../infrastructure/activities/wake.js';
import type { Bell } from '../infrastructure/app/tool-box.js';
import { createRedis } from '../infrastructure/cache/create-redis.js';
import { baseEnv } from '../infrastructure/config/base-env.js';
import { readEnv } from '../infrastructure/config/read-env.js';
import { version } from '../infrastructure/config/version.js';
import { sendInvalidation } from '../infrastructure/fragments/cache/send-invalidation.js';
import { createJobQueues } from '../infrastructure/jobs/job-queues.js';
import { createLog } from '../infrastructure/log/log.js';
import { findEnv } from './find-database.js';
import type { World } from './world.js';

export interface OpenBell extends Bell {
  close(): void;
}

/** A command waits no longer than this for Redis: without it the workers find what was ordered a little later. */
const patienceMs = 1_000;

/** Tells the workers at once what a command ordered. Null where no Redis is named. */
export async function openBell(env: World['env']): Promise<OpenBell | null> {
  const found = findEnv(env);
  if (!found['REDIS_URL'] && !found['REDIS_URL_FILE']) return null;
  const { REDIS_URL: url, REDIS_PREFIX: prefix } = readEnv(
    { REDIS_URL: baseEnv.REDIS_URL, REDIS_PREFIX: baseEnv.REDIS_PREFIX },
    found,
  );
  const log = createLog({ service: 'account', role: 'web', version, level: 'silent' });
  const redis = createRedis(url, log, `${prefix}:`);
  const queues = createJobQueues({ url, prefix, log });
  await Promise.all([untilReady(redis), untilReady(queues.connection)]);
  return {
    wake: ring(redis, prefix),
    enqueue: (orders) => queues.enqueue(orders),
    invalidate: async (tags) => {
      await sendInvalidation(redis, prefix, tags);
    },
    close() {
      redis.disconnect();
      queues.close();
    },
  };
}

async function untilReady(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    redis.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
