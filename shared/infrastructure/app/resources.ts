import type { Redis } from 'ioredis';
import type { DataSource, EntityManager } from 'typeorm';
import type { JobOrder } from '../../contracts/jobs.js';
import type { Clock, MailTransport } from '../../contracts/ports.js';
import type { UnitOfWork } from '../../contracts/unit-of-work.js';
import { newId } from '../../lib/ids.js';
import type { ActivityCatalogues } from '../activities/catalogues.js';
import { ring } from '../activities/wake.js';
import { openMailTransport } from '../adapters/smtp/open-mail-transport.js';
import { createRedis } from '../cache/create-redis.js';
import { openAuth, type Auth } from '../auth/open-auth.js';
import type { Config } from '../config/config.js';
import { createDataSource } from '../db/data-source.js';
import { openComposition, type Composition } from '../fragments/open-composition.js';
import { createReadiness, type Readiness } from '../health/readiness.js';
import { createHttpClient } from '../http/client/create-http-client.js';
import type { HttpClient } from '../http/client/http-client.js';
import { FloodCounter } from '../http/flood-counter.js';
import { MaintenanceWatch } from '../http/maintenance/watch.js';
import { PageCache } from '../http/page-cache/page-cache.js';
import { SessionStore } from '../http/session/session-store.js';
import { createJobQueues, type JobQueues } from '../jobs/job-queues.js';
import type { Log } from '../log/log.js';
import { createMetrics, type Metrics } from '../metrics/metrics.js';
import { poolSizes } from './pool-sizes.js';
import { readyChecks } from './ready-checks.js';
import { createUnits } from './tool-box.js';

/** What one process holds for as long as it runs. */
export interface Resources {
  log: Log;
  metrics: Metrics;
  /** Not connected yet: `connectDatabase` does that. */
  dataSource: DataSource;
  unitOfWork: UnitOfWork<EntityManager>;
  clock: Clock;
  newId: () => string;
  redis: Redis;
  jobQueues: JobQueues;
  http: HttpClient;
  composition: Composition;
  sessions: SessionStore;
  auth: Auth;
  maintenance: MaintenanceWatch;
  pageCache: PageCache;
  mailTransport: MailTransport;
  flood: FloodCounter;
  signIns: FloodCounter;
  readiness: () => Promise<Readiness>;
  /** Set once the process was told to stop; `/readyz` says so from then on. */
  state: { stopping: boolean };
}

/** Makes all of them; nothing is waited for, so a database or Redis that is away does not keep the process from starting. */
export function openResources(config: Config, log: Log, catalogues: ActivityCatalogues): Resources {
  const { service, role } = config;
  const metrics = createMetrics({ service, role });
  const dataSource = createDataSource({
    url: config.database.url,
    poolSize: poolSizes[role],
    applicationName: `rose ${service} ${role}`,
    onIdleError: (error) => log.warn({ err: error }, 'a database connection broke while idle; it is replaced'),
  });
  const redis = createRedis(config.redisUrl, log, `${config.redisPrefix}:`);
  const jobQueues = createJobQueues({ url: config.redisUrl, prefix: config.redisPrefix, log });
  const state = { stopping: false };
  const clock = () => new Date();
  const bell = {
    wake: ring(redis, config.redisPrefix),
    enqueue: (orders: readonly JobOrder[]) => jobQueues.enqueue(orders),
    invalidate: (tags: readonly string[]) => composition.epochs.invalidate(tags),
  };
  const http = createHttpClient({
    version: config.version,
    baseUrl: `${config.scheme}://${config.baseDomain}/`,
    allowLoopback: config.environment !== 'production',
    // Our own sites too: what we tell each other may stay within the house, whatever their names lead to.
    allowedOrigins: [
      ...[config.composition.internalUrls, config.urlsInside, config.urls].flatMap(Object.values<string>),
      ...config.trustedOrigins,
    ],
    allowedHosts: config.oidcPrivateHosts,
  });
  const sessions = new SessionStore({ ...config, redis, app: service });
  const composition = openComposition({ config, redis, http, metrics: metrics.registry, log });
  return {
    ...{ log, metrics, dataSource, redis, jobQueues, state, clock, newId, http, composition },
    ...{ sessions, auth: openAuth({ config, http, redis, sessions, log }) },
    maintenance: new MaintenanceWatch(redis, service, log),
    pageCache: new PageCache({
      known: composition.known,
      mostBytes: config.composition.memoryBytes,
      log,
      now: Date.now,
      isAsideFor: (ctx) => config.environment === 'development' && ctx.query['_frag'] !== undefined,
    }),
    unitOfWork: createUnits({ dataSource, clock, newId, bell, catalogues }),
    mailTransport: openMailTransport(config),
    flood: new FloodCounter({ rules: config.limits.flood, prefix: `flood:${service}`, redis, log }),
    signIns: new FloodCounter({ rules: config.limits.signIns, prefix: `flood:sign-ins:${service}`, redis, log }),
    readiness: createReadiness(readyChecks({ dataSource, redis, state }), metrics, log),
  };
}
