import type { Services } from '../../contracts/registry.js';
import { createActivityMetrics } from '../activities/activity-metrics.js';
import { ActivityWorker } from '../activities/activity-worker.js';
import { invalidateHandlers } from '../activities/invalidate-handler.js';
import type { ActivityCatalogues } from '../activities/catalogues.js';
import { readBacklog } from '../activities/read-backlog.js';
import { listen } from '../activities/wake.js';
import { createRedis } from '../cache/create-redis.js';
import type { Config } from '../config/config.js';
import type { AnyApp } from './define-app.js';
import type { Resources } from './resources.js';

/** Tasks at once, by role: of the pool of each, jobs, requests and failures need the rest. */
const concurrency = { worker: 4, all: 2 } as const;

/** Not started yet. Null in the role web, which handles nothing. */
export function activityWorkerOf(
  app: AnyApp,
  services: Services,
  config: Config,
  { dataSource, unitOfWork, log, metrics, composition }: Resources,
  catalogues: ActivityCatalogues,
): ActivityWorker | null {
  const { name } = app;
  const { role, redisUrl, redisPrefix } = config;
  if (role === 'web') return null;
  const forget = (tags: readonly string[]) => composition.epochs.invalidate(tags);
  const handlers = [...(app.handlers ?? []), ...invalidateHandlers(name, catalogues, forget)];
  const names = [...new Set(handlers.map((handler) => handler.name))];
  return new ActivityWorker({
    ...{ app: name, handlers, catalogues, dataSource, unitOfWork, services, log },
    concurrency: concurrency[role],
    metrics: createActivityMetrics(metrics.registry, names, () => readBacklog(dataSource, name)),
    listen: (onWake) => listen(createRedis(redisUrl, log), redisPrefix, name, onWake),
  });
}
