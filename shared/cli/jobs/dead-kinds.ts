import type { DeadKind } from './dead-kind.js';
import { deadJobs } from './dead-jobs.js';
import { deadTasks } from './dead-tasks.js';

/** Every kind of things that can die. */
export const deadKinds: readonly DeadKind[] = [deadTasks, deadJobs];
