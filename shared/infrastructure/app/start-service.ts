import type { DestinationStream } from 'pino';
import type { Config } from '../config/config.js';
import { createLog, type Log } from '../log/log.js';
import { connectDatabase } from './connect-database.js';
import { createApp } from './create-app.js';
import type { AnyApp } from './define-app.js';
import { createInternalApp } from './internal-app.js';
import { openResources, type Resources } from './resources.js';
import { listen, type Listener } from './server.js';
import { shutDown, type ShutdownStep } from './shutdown.js';
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

interface Listeners {
  internal: Listener;
  /** Null for a worker. */
  open: Listener | null;
}

const drainMs = 10_000;
const settleEveryMs = 1_000;

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
  const resources = openResources(config, log);
  const { internal, open } = await openListeners(app, wire, config, resources).catch((error: unknown) => {
    resources.redis.disconnect();
    throw error;
  });
  const connecting = connectDatabase(resources.dataSource, config.database, log);
  const settling = setInterval(() => void resources.flood.settle(), settleEveryMs);
  log.info({ publicPort: open?.port, internalPort: internal.port }, 'listening');

  const leaveDatabase = async () => {
    connecting.giveUp();
    await connecting.done;
  };
  return {
    ...{ log, publicPort: open?.port ?? 0, internalPort: internal.port },
    async stop() {
      resources.state.stopping = true;
      log.info('stopping');
      clearInterval(settling);
      const clean = await shutDown(stepsOf({ internal, open }, resources, leaveDatabase), log);
      log.info('stopped');
      return clean;
    },
  };
}

async function openListeners(app: AnyApp, wire: Wire, config: Config, resources: Resources): Promise<Listeners> {
  const { host, publicPort, internalPort } = config.listen;
  const services = wire(resources);
  const inside = createInternalApp({ ...resources, config });
  const internal = await listen(inside.callback(), host, internalPort, 'INTERNAL_PORT');
  if (config.role === 'worker') return { internal, open: null };
  try {
    const extraRoutes = config.environment === 'development' ? await workshopRoutes(app) : [];
    const koa = createApp(app, { ...resources, config, services, extraRoutes });
    return { internal, open: await listen(koa.callback(), host, publicPort, 'LISTEN_PORT') };
  } catch (error) {
    await internal.stop(0);
    throw error;
  }
}

/** Nothing new comes in first; what the last requests still need goes last. */
function stepsOf(
  { internal, open }: Listeners,
  { http, flood, dataSource, redis }: Resources,
  leaveDatabase: () => Promise<void>,
): ShutdownStep[] {
  return [
    { name: 'public listener', stop: async () => open?.stop(drainMs) },
    { name: 'outgoing requests', stop: async () => http.close() },
    { name: 'flood counts', stop: () => flood.settle() },
    { name: 'connecting to the database', stop: leaveDatabase },
    { name: 'database', stop: async () => dataSource.isInitialized && dataSource.destroy() },
    { name: 'Redis', stop: async () => redis.disconnect() },
    { name: 'internal listener', stop: () => internal.stop(1_000) },
  ];
}
