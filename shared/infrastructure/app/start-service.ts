import type { DestinationStream } from 'pino';
import type { ActivityWorker } from '../activities/activity-worker.js';
import { activityCatalogues, type ActivityCatalogues } from '../activities/catalogues.js';
import { checkHandlers } from '../activities/check-handlers.js';
import { jobs as ownJobs } from '../../contracts/jobs.js';
import type { Services } from '../../contracts/registry.js';
import type { JobPlaces } from '../jobs/check-jobs.js';
import type { Config } from '../config/config.js';
import { createLog, type Log } from '../log/log.js';
import { activityWorkerOf } from './activity-worker-of.js';
import { connectDatabase } from './connect-database.js';
import { createPublicSide } from './create-app.js';
import type { AnyApp } from './define-app.js';
import { openHouse } from './house.js';
import { createInternalApp } from './internal-app.js';
import { jobsOf, type Jobs } from './jobs-of.js';
import { openWhenReady, type LateListener } from './open-when-ready.js';
import { openResources, type Resources } from './resources.js';
import { checkPort, listen, type Handler, type Listener } from './server.js';
import { shutDown, type ShutdownStep } from './shutdown.js';
import type { Wire } from './wire.js';
import { workshopRoutes } from './workshop.js';

/** A running service. */
export interface Service {
  log: Log;
  /** 0 until it is open, and for a worker, which has no public listener. */
  readonly publicPort: number;
  internalPort: number;
  /**
   * Whether the public listener opened, which it does with the first green `/readyz`; false when the service was stopped
   * before. True at once for a worker. Rejects with an OperatorError when the port was taken meanwhile.
   */
  opened: Promise<boolean>;
  /** Loads what the first page would otherwise wait for, and be sent without its parts. */
  prepare(): Promise<void>;
  /** Stops in order, each step bounded. Returns whether every step held. */
  stop(): Promise<boolean>;
}

interface Listeners {
  internal: Listener;
  /** Null for a worker. */
  open: LateListener | null;
  activities: ActivityWorker | null;
  jobs: Jobs | null;
}

export interface StartOptions {
  /** Where log lines go; stdout if absent. */
  logTo?: DestinationStream;
  /** A test's own types and subscriptions in place of the real ones. */
  catalogues?: ActivityCatalogues;
  /** The same for jobs. */
  jobPlaces?: JobPlaces;
}

const drainMs = 10_000;
const settleEveryMs = 1_000;

/**
 * Starts one service in this process: the internal listener at once, for the roles web and all the public one as soon as
 * everything is ready for the first time (docs/adr/0021): what sends visitors here, sends them to one who can serve. The
 * roles worker and all also handle activities and work at jobs, from the moment the database can be used.
 *
 * @throws OperatorError when a port is taken, a setting cannot be used, the app's handlers are not its subscriptions, or
 * its jobs not those of the contract; nothing is left half started.
 */
export async function startService(
  app: AnyApp,
  wire: Wire,
  config: Config,
  { logTo, catalogues = activityCatalogues, jobPlaces = ownJobs }: StartOptions = {},
): Promise<Service> {
  checkHandlers(app.name, app.handlers ?? [], catalogues);
  const log = createLog({ ...config, level: config.logLevel }, logTo);
  const resources = openResources(config, log, catalogues);
  const services = wire(resources);
  const openAll = async () => ({
    jobs: jobsOf(app, services, config, resources, jobPlaces),
    ...(await openInside(app, services, config, resources)),
  });
  const { jobs, internal, handler } = await openAll().catch((error: unknown) => {
    resources.composition.close();
    resources.redis.disconnect();
    resources.jobQueues.close();
    throw error;
  });
  const activities = activityWorkerOf(app, services, config, resources, catalogues);
  const connecting = connectDatabase(resources.dataSource, config.database, log);
  void connecting.done.then(() => {
    activities?.start();
    jobs?.start();
  });
  const settleCounts = () => Promise.all([resources.flood.settle(), resources.signIns.settle()]);
  const settling = setInterval(() => void settleCounts(), settleEveryMs);
  resources.maintenance.start();
  log.info({ internalPort: internal.port }, 'listening inside');
  const open = handler === null ? null : openPublicSide(handler, config.listen, resources);

  const leaveDatabase = async () => {
    connecting.giveUp();
    await connecting.done;
  };
  return {
    ...{ log, internalPort: internal.port, opened: open?.opened ?? Promise.resolve(true) },
    get publicPort() {
      return open?.port ?? 0;
    },
    prepare: () => resources.http.prepare(),
    async stop() {
      resources.state.stopping = true;
      log.info('stopping');
      clearInterval(settling);
      resources.maintenance.stop();
      const clean = await shutDown(stepsOf({ internal, open, activities, jobs }, resources, leaveDatabase), log);
      log.info('stopped');
      return clean;
    },
  };
}

/** The internal listener, and what the public one will answer with; null for a worker. */
async function openInside(app: AnyApp, services: Services, config: Config, resources: Resources) {
  const { host, publicPort, internalPort } = config.listen;
  const house = openHouse(app, { ...resources, config, services });
  const inside = createInternalApp({ ...resources, ...resources.composition, ...house, config });
  const internal = await listen(inside, host, internalPort, 'INTERNAL_PORT');
  if (config.role === 'worker') return { internal, handler: null };
  try {
    await checkPort(host, publicPort, 'LISTEN_PORT');
    const extraRoutes = config.environment === 'development' ? await workshopRoutes(app) : [];
    return { internal, handler: createPublicSide(app, { ...resources, config, services, house, extraRoutes }) };
  } catch (error) {
    await internal.stop(0);
    throw error;
  }
}

function openPublicSide(handler: Handler, { host, publicPort }: Config['listen'], resources: Resources): LateListener {
  const { dataSource, redis, readiness, log } = resources;
  // Whoever is not connected yet need not be asked: an answer is kept for half a second, a failed one too.
  const isReady = async () => dataSource.isInitialized && redis.status === 'ready' && (await readiness()).ready;
  return openWhenReady(isReady, async () => {
    const listener = await listen(handler, host, publicPort, 'LISTEN_PORT');
    log.info({ publicPort: listener.port }, 'open');
    return listener;
  });
}

/** Nothing new comes in first; what the last requests still need goes last. */
function stepsOf(
  { internal, open, activities, jobs }: Listeners,
  { http, mailTransport, flood, signIns, dataSource, redis, jobQueues, composition }: Resources,
  leaveDatabase: () => Promise<void>,
): (ShutdownStep | ShutdownStep[])[] {
  return [
    [
      { name: 'public listener', stop: async () => open?.stop(drainMs) },
      { name: 'activities', stop: async () => activities?.stop() },
      { name: 'jobs', stop: async () => jobs?.stop() },
    ],
    { name: 'outgoing requests', stop: async () => http.close() },
    { name: 'outgoing mails', stop: async () => mailTransport.close() },
    { name: 'flood counts', stop: () => Promise.all([flood.settle(), signIns.settle()]) },
    { name: 'connecting to the database', stop: leaveDatabase },
    { name: 'database', stop: async () => dataSource.isInitialized && dataSource.destroy() },
    { name: 'caches', stop: async () => composition.close() },
    { name: 'job orders', stop: async () => jobQueues.close() },
    { name: 'Redis', stop: async () => redis.disconnect() },
    { name: 'internal listener', stop: () => internal.stop(1_000) },
  ];
}
