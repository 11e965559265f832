import type { DestinationStream } from 'pino';
import type { Config } from '../config/config.js';
import { createDataSource } from '../db/data-source.js';
import { createRedis } from '../cache/create-redis.js';
import { createHttpClient } from '../http/client/create-http-client.js';
import { FloodCounter } from '../http/flood-counter.js';
import { createReadiness } from '../health/readiness.js';
import { createLog, type Log } from '../log/log.js';
import { createMetrics } from '../metrics/metrics.js';
import { connectDatabase } from './connect-database.js';
import { createApp } from './create-app.js';
import type { AnyApp } from './define-app.js';
import { createInternalApp } from './internal-app.js';
import { readyChecks } from './ready-checks.js';
import { listen } from './server.js';
import { shutDown } from './shutdown.js';
import type { Wire } from './wire.js';
import { workshopRoutes } from './workshop.js';

/** A running service. */
export interface Service {
  log: Log;
  /** 0 for a worker, which has no public listener. */
  publicPort: number;
  internalPort: number;
  /** Stops in order, each step bounded. Returns whether every step held. */
  stop(): Promise<boolean>;
}

const drainMs = 10_000;
const settleEveryMs = 1_000;
/** Connections to PostgreSQL by role; ARCHITECTURE, "Decided once". */
const poolSizes = { web: 8, worker: 5, all: 8 } as const;

/**
 * Starts one service in this process: the internal listener always, the public one for the roles web and all.
 *
 * @param logTo where log lines go; stdout if absent.
 * @throws OperatorError when a port is taken or a setting cannot be used; nothing is left half started.
 */
export async function startService(
  app: AnyApp,
  wire: Wire,
  config: Config,
  logTo?: DestinationStream,
): Promise<Service> {
  const log = createLog({ ...config, level: config.logLevel }, logTo);
  const metrics = createMetrics({ service: config.service, role: config.role });
  const dataSource = createDataSource({
    url: config.database.url,
    poolSize: poolSizes[config.role],
    applicationName: `rose ${config.service} ${config.role}`,
    onIdleError: (error) => log.warn({ err: error }, 'a database connection broke while idle; it is replaced'),
  });
  const redis = createRedis(config.redisUrl, log);
  const flood = new FloodCounter({ rules: config.limits.flood, prefix: `flood:${config.service}`, redis, log });
  const state = { stopping: false };
  const readiness = createReadiness(readyChecks({ dataSource, redis, state }), metrics, log);
  const http = createHttpClient({
    version: config.version,
    baseUrl: `${config.scheme}://${config.baseDomain}/`,
    allowLoopback: config.environment !== 'production',
  });
  const services = wire({ dataSource, http, clock: () => new Date() });
  const around = { config, services, log, metrics, flood, readiness };

  const { host, publicPort, internalPort } = config.listen;
  const internal = await listen(createInternalApp(around).callback(), host, internalPort, 'INTERNAL_PORT');
  const open = config.role === 'worker' ? null : await listenPublic().catch(giveUp);
  const connecting = connectDatabase(dataSource, config.database, log);
  const settling = setInterval(() => void flood.settle(), settleEveryMs);
  log.info({ publicPort: open?.port, internalPort: internal.port }, 'listening');

  return { log, publicPort: open?.port ?? 0, internalPort: internal.port, stop };

  async function listenPublic() {
    const extraRoutes = config.environment === 'development' ? await workshopRoutes(app) : [];
    return listen(createApp(app, { ...around, extraRoutes }).callback(), host, publicPort, 'LISTEN_PORT');
  }

  async function giveUp(error: unknown): Promise<never> {
    redis.disconnect();
    await internal.stop(0);
    throw error;
  }

  function stop(): Promise<boolean> {
    state.stopping = true;
    log.info('stopping');
    const steps = [
      { name: 'public listener', stop: async () => open?.stop(drainMs) },
      { name: 'outgoing requests', stop: async () => http.close() },
      { name: 'flood counts', stop: () => (clearInterval(settling), flood.settle()) },
      {
        name: 'database',
        stop: async () => (
          connecting.giveUp(),
          await connecting.done,
          dataSource.isInitialized && dataSource.destroy()
        ),
      },
      { name: 'Redis', stop: async () => redis.disconnect() },
      { name: 'internal listener', stop: () => internal.stop(1_000) },
    ];
    return shutDown(steps, log).finally(() => log.info('stopped'));
  }
}
