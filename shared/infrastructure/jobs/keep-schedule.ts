import type { JobSchedulerJson, Queue } from 'bullmq';
import type { Schedule } from './define-job.js';
import { jobOptions } from './job-queues.js';

/**
 * Sees to it that the queue knows a schedule. One that it knows is left alone: to set it again would postpone the next run,
 * for ever where processes start often.
 */
export async function keepSchedule(queue: Queue, name: string, schedule: Schedule, timeZone: string): Promise<void> {
  const known = await queue.getJobScheduler(name);
  if (known && isSame(known, schedule, timeZone) && (await hasNext(queue, known))) return;
  const repeat =
    schedule.everyMs === undefined ? { pattern: schedule.pattern, tz: timeZone } : { every: schedule.everyMs };
  await queue.upsertJobScheduler(name, repeat, { name, data: {}, opts: jobOptions });
}

function isSame(known: JobSchedulerJson, schedule: Schedule, timeZone: string): boolean {
  if (schedule.everyMs !== undefined) return known.every === schedule.everyMs;
  return known.pattern === schedule.pattern && known.tz === timeZone;
}

/** Each run orders the next one. Whether it did: the chain may have been torn. */
async function hasNext(queue: Queue, { key, next }: JobSchedulerJson): Promise<boolean> {
  return (await queue.getJob(`repeat:${key}:${next}`)) !== undefined;
}
