import { ring } from '../infrastructure/activities/wake.js';
import type { Bell } from '../infrastructure/app/tool-box.js';
import { createRedis } from '../infrastructure/cache/create-redis.js';
import { version } from '../infrastructure/config/version.js';
import { sendInvalidation } from '../infrastructure/fragments/cache/send-invalidation.js';
import { createJobQueues } from '../infrastructure/jobs/job-queues.js';
import { createLog } from '../infrastructure/log/log.js';
import { findRedis } from './find-redis.js';
import { untilReady } from './until-ready.js';
import type { World } from './world.js';

export interface OpenBell extends Bell {
  close(): void;
}

/** Tells the workers at once what a command ordered. Null where no Redis is named. */
export async function openBell(env: World['env']): Promise<OpenBell | null> {
  const settings = findRedis(env);
  if (settings === null) return null;
  const { url, prefix } = settings;
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
