import { defineJob, type Job } from '../jobs/define-job.js';
import { pruneActivities } from './prune-activities.js';

/** Forgets what happened long ago, each night. */
export function pruneActivitiesJob({ keepMonths }: { keepMonths: number }): Job<'prune-activities'> {
  return defineJob({
    name: 'prune-activities',
    schedule: { pattern: '41 3 * * *' },
    run: async ({ dataSource, clock, log }) => {
      log.info(await pruneActivities(dataSource, { keepMonths, now: clock() }), 'what happened long ago was forgotten');
    },
  });
}
