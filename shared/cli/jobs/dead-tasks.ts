import {
  dropDeadTasks,
  isTaskId,
  listDeadTasks,
  retryDeadTasks,
  type DeadTask,
} from '../../infrastructure/activities/dead-tasks.js';
import type { Dead, DeadKind } from './dead-kind.js';

/** What apps had to do about activities. */
export const deadTasks: DeadKind = {
  nouns: ['task', 'tasks'],
  isId: isTaskId,
  list: async (manager) => (await listDeadTasks(manager)).map(toDead),
  retry: retryDeadTasks,
  drop: dropDeadTasks,
};

function toDead({ id, app, handler, type, subject, attempts, lastError, since, holdsUp }: DeadTask): Dead {
  return {
    kind: 'task',
    ...{ id, app, attempts, lastError, since, holdsUp },
    name: handler,
    about: `${type}, ${subject}`,
  };
}
