import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Services } from '../../contracts/registry.js';
import type { Config } from '../config/config.js';
import { pendingMigrations } from '../db/migrate.js';
import { checkJobs, type JobPlaces } from '../jobs/check-jobs.js';
import { startJobWorker, type JobWorker, type JobWorkerOptions } from '../jobs/job-worker.js';
import { builtInJobs } from './built-in-jobs.js';
import { mediaWorkshop } from '../media/media-workshop.js';
import type { AnyApp } from './define-app.js';
import type { Resources } from './resources.js';

/** The work at jobs in this process. */
export interface Jobs {
  /** Begins once every migration that this image knows is applied: jobs may use all of its tables. */
  start(): void;
  /** Takes 12 s at most; see `JobWorker.stop`. */
  stop(): Promise<void>;
}

const askEveryMs = 1_000;

/**
 * The work at jobs of one app. Not started yet, and null in the role web, which only orders jobs.
 *
 * @throws OperatorError when its jobs are not exactly those that `places` gives to it.
 */
export function jobsOf(
  app: AnyApp,
  services: Services,
  config: Config,
  resources: Resources,
  places: JobPlaces,
): Jobs | null {
  const jobs = [...builtInJobs(app, config, resources), ...(app.jobs ?? []), ...(app.jobsBy?.(config.app) ?? [])];
  checkJobs(app.name, jobs, places);
  if (config.role === 'web') return null;
  const { dataSource, unitOfWork, log, clock, http, jobQueues, metrics } = resources;
  return startedLater(dataSource, {
    ...{ app: app.name, jobs, queues: jobQueues, registry: metrics.registry, timeZone: config.site.timeZone },
    around: { services, dataSource, unitOfWork, log, clock, http, media: mediaWorkshop(config.media) },
    redis: { url: config.redisUrl, prefix: config.redisPrefix },
  });
}

function startedLater(dataSource: DataSource, options: JobWorkerOptions): Jobs {
  const stopping = new AbortController();
  let worker: JobWorker | null = null;

  async function startWhenUpToDate(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (await isUpToDate(dataSource)) break;
      await pause(askEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    if (!stopping.signal.aborted) worker = startJobWorker(options);
  }

  return {
    start: () => void startWhenUpToDate(),
    async stop() {
      stopping.abort();
      await worker?.stop();
    },
  };
}

/** A database that is away, or not the newest, is told about by `/readyz`. */
function isUpToDate(dataSource: DataSource): Promise<boolean> {
  return pendingMigrations(dataSource).then(
    (pending) => pending.length === 0,
    () => false,
  );
}
