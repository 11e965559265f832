import { join } from 'node:path';
import { appNames } from '../../contracts/apps.js';
import { countOf } from '../../lib/count-of.js';
import { ProcessList } from '../data-dir/process-list.js';
import { wipeDataDir } from '../data-dir/wipe-data-dir.js';
import type { Service } from '../gateway/find-target.js';
import { startGateway } from '../gateway/start-gateway.js';
import { startMailbox } from '../mailbox/start-mailbox.js';
import { keepSecrets } from '../settings/keep-secrets.js';
import type { StartArguments } from '../settings/parse-arguments.js';
import { portsOf } from '../settings/ports.js';
import type { Env } from '../../infrastructure/config/read-env.js';
import type { Settings } from '../settings/read-settings.js';
import { checkConfiguration, checkFreePorts, healLeftovers } from './prepare.js';
import { addressesOf, runtimeFile } from './runtime-file.js';
import type { Say } from './say.js';
import { sharedEnv, type Stores } from './service-env.js';
import { startGuard } from './start-guard.js';
import { describeServices, startServices, stopServices } from './start-services.js';
import { bringDatabase, bringRedis, type StoreContext } from './start-stores.js';
import type { StopRequest } from './stop-request.js';
import { guardName } from './stop-leftovers.js';
import type { Undo } from './undo.js';

export interface StackContext {
  settings: Settings;
  args: StartArguments;
  outerEnv: Env;
  say: Say;
  /** Gathers how to stop what was started, in order. */
  undo: Undo;
  request: StopRequest;
}

type Opened = StoreContext & StackContext;

/** The folder and the ports are ours from here on; nothing has started yet. */
async function open(context: StackContext): Promise<Opened> {
  const { settings, args, say, undo } = context;
  const ports = portsOf(settings);
  const healed = await healLeftovers(settings, args.isFresh);
  if (healed > 0) say.line(`  ended ${healed} services that an earlier start had left`);
  await checkFreePorts(settings, ports);
  if (args.isFresh) wipeDataDir(settings.dataDir);
  const secrets = keepSecrets(settings.dataDir);
  await checkConfiguration({ ...context.outerEnv, ...sharedEnv(settings, ports, secrets, standIns(settings)) });
  const processes = new ProcessList(settings.dataDir);
  undo.add(() => processes.remove());
  const guard = startGuard(settings.dataDir);
  undo.add(guard.dismiss);
  processes.set(guardName, guard.pid);
  return { ...context, ports, secrets, processes };
}

/** Stand in for the addresses that are known once the database and Redis run. */
const standIns = ({ databaseUrl, redisUrl }: Settings) => ({
  databaseUrl: databaseUrl ?? 'postgres://127.0.0.1/rose_ash',
  redisUrl: redisUrl ?? 'redis://127.0.0.1',
});

/** Redis stops before the database, so it starts after it; unless it is the operator's own and only has to answer. */
async function bringStores(context: Opened): Promise<Stores> {
  const { settings, request } = context;
  const given = settings.redisUrl === null ? null : await bringRedis(context);
  const databaseUrl = await bringDatabase(context);
  request.throwIfAsked();
  const redisUrl = given ?? (await bringRedis(context));
  request.throwIfAsked();
  return { databaseUrl, redisUrl };
}

async function fillDatabase(
  { settings, say, request }: Opened,
  url: string,
  tools: Promise<DatabaseTools>,
): Promise<void> {
  const { migrate, seedDemo } = await tools;
  const describe = ({ applied }: { applied: string[] }) =>
    applied.length === 0
      ? 'schema up to date'
      : `schema brought up to date, ${countOf(applied.length, 'step', 'steps')}`;
  await say.step('schema', () => migrate(settings.directUrl ?? url), describe);
  request.throwIfAsked();
  await say.step(
    'demo content',
    () => seedDemo(url),
    ({ sentence }) => sentence,
  );
  request.throwIfAsked();
}

async function bringMailbox({ settings, ports, say, undo }: Opened): Promise<void> {
  const folder = join(settings.dataDir, 'mailbox');
  const places = { smtpPort: ports.smtp, webPort: ports.mailbox, hosts: [`mail.${settings.baseDomain}`] };
  const mailbox = await say.step('mailbox ready', () => startMailbox({ folder, ...places }));
  undo.add(mailbox.stop);
}

async function bringGateway({ settings, ports, say, undo }: Opened): Promise<void> {
  const { port, bind, baseDomain, scheme, tls } = settings;
  const sites = appNames.map((name): [string, Service] => [`${name}.${baseDomain}`, { name, port: ports.apps[name] }]);
  const mail: [string, Service] = [`mail.${baseDomain}`, { name: 'mail', port: ports.mailbox }];
  const home = addressesOf(settings).urls['blog'] ?? '';
  const options = { port, bind, baseDomain, scheme, tls, home, services: new Map([...sites, mail]) };
  const gateway = await say.step('gateway ready', () => startGateway(options));
  undo.add(gateway.stop);
}

async function bringServices(context: Opened, env: Record<string, string>): Promise<void> {
  const { settings, ports, say, undo, request, processes } = context;
  const runtime = runtimeFile(settings, ports, env, processes);
  let isUp = false;
  const onChange = () => (isUp ? runtime.write() : undefined);
  const services = describeServices({ outerEnv: context.outerEnv, shared: env, ports, say, processes, onChange });
  undo.add(() => stopServices(services));
  request.onHurry(() => services.forEach((service) => service.kill()));
  await say.step('six services ready', () => request.unless(startServices(services)));
  isUp = true;
  runtime.write();
  undo.add(() => runtime.remove());
}

/** Loading TypeORM takes as long as starting PostgreSQL does, so both happen at once. */
async function loadDatabaseTools() {
  const { migrate } = await import('../../infrastructure/db/migrate.js');
  const { seedDemo } = await import('../demo/seed-demo.js');
  return { migrate, seedDemo };
}

type DatabaseTools = Awaited<ReturnType<typeof loadDatabaseTools>>;

/** Brings everything up, step by step; what was started so far is in `undo` when it throws. */
export async function startStack(context: StackContext): Promise<void> {
  const opened = await open(context);
  const tools = loadDatabaseTools();
  const stores = await bringStores(opened);
  await bringMailbox(opened);
  await fillDatabase(opened, stores.databaseUrl, tools);
  await bringGateway(opened);
  await bringServices(opened, sharedEnv(opened.settings, opened.ports, opened.secrets, stores));
}
