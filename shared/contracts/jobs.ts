import type { AppName } from './apps.js';

/** Jobs as `verb-noun`, with their payloads: ids only, since the truth is in a table and older images may run them. */
export interface JobCatalogue {
  'send-mail': { mailId: string };
  'make-variants': { mediaId: string };
  'prune-activities': Record<string, never>;
}

export type JobName = keyof JobCatalogue;

/** A job somebody wants done once the unit has committed. */
export interface JobOrder<N extends JobName = JobName> {
  name: N;
  /** Whose worker does it. */
  app: AppName;
  /** What makes it one of a kind, without ":"; the same job ordered again while it waits or runs is one job. */
  id: string;
  payload: JobCatalogue[N];
}

/**
 * Orders a job. It is put into the queue after the commit, within 200 ms or not at all: the sweep of the job's table
 * orders it again.
 */
export type OrderJob = <N extends JobName>(order: JobOrder<N>) => void;
