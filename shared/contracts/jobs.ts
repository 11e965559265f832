import { appNames, type AppName } from './apps.js';

/** Jobs as `verb-noun`, with their payloads: ids only, since the truth is in a table and older images may run them. */
export interface JobCatalogue {
  'send-mail': { mailId: string };
  'make-variants': { mediaId: string };
  'copy-picture': { copyId: string };
  'sync-ghost': Record<string, never>;
  'reconcile-ghost': Record<string, never>;
  'tidy-media': Record<string, never>;
  'prune-activities': Record<string, never>;
  'deliver-logout': { deliveryId: string };
  'tidy-sign-ins': Record<string, never>;
  'keep-keys': Record<string, never>;
}

export type JobName = keyof JobCatalogue;

/**
 * Of every job, whose workers do it, and the table whose rows say that it is still wanted: the queue may lose a job at any
 * time, and is filled again from there. `null` where time asks for it: then its schedule is what it comes from.
 *
 * An app does not start when the jobs that it defines are not exactly those that are its own here.
 */
export const jobs = {
  'send-mail': { truth: 'mails', apps: appNames },
  'make-variants': { truth: 'media', apps: ['blog'] },
  'copy-picture': { truth: 'picture_copies', apps: ['blog'] },
  'sync-ghost': { truth: null, apps: ['blog'] },
  'reconcile-ghost': { truth: null, apps: ['blog'] },
  'tidy-media': { truth: null, apps: ['blog'] },
  'prune-activities': { truth: null, apps: ['federation'] },
  'deliver-logout': { truth: 'logout_deliveries', apps: ['federation'] },
  'tidy-sign-ins': { truth: null, apps: ['federation'] },
  'keep-keys': { truth: null, apps: ['federation'] },
} as const satisfies Record<JobName, JobPlace>;

export interface JobPlace {
  truth: string | null;
  apps: readonly AppName[];
}

/** A job somebody wants done once the unit has committed. */
export interface JobOrder<N extends JobName = JobName> {
  name: N;
  /** Whose worker does it. */
  app: AppName;
  /**
   * What makes it one of a kind: letters, digits, `-`, `_` and `.`, at most 200. The same job ordered again while it waits
   * or runs is one job.
   */
  id: string;
  payload: JobCatalogue[N];
  /** Ms before which nobody takes it; at once unless told. */
  delayMs?: number;
}

/**
 * Orders a job. It is put into the queue after the commit, within 200 ms or not at all: the sweep of the job's table
 * orders it again.
 *
 * @throws Error for an id that cannot be one.
 */
export type OrderJob = <N extends JobName>(order: JobOrder<N>) => void;
