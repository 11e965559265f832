import {
  dropDeadJobs,
  isDeadJobId,
  listDeadJobs,
  retryDeadJobs,
  type DeadJob,
} from '../../infrastructure/jobs/settle-dead-jobs.js';
import type { Dead, DeadKind } from './dead-kind.js';

/** What workers had to do for units of work, or because it was time. */
export const deadJobs: DeadKind = {
  nouns: ['job', 'jobs'],
  isId: isDeadJobId,
  list: async (manager) => (await listDeadJobs(manager)).map(toDead),
  retry: retryDeadJobs,
  drop: dropDeadJobs,
};

function toDead({ id, app, name, payload, attempts, error, diedAt }: DeadJob): Dead {
  const about = Object.entries(payload as Record<string, unknown>).map(([key, value]) => `${key} ${String(value)}`);
  return {
    kind: 'job',
    ...{ id, app, name, attempts, lastError: error, since: diedAt, holdsUp: 0 },
    about: [name, ...about].join(', '),
  };
}
