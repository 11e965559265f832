import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { withServices } from '../cli/with-services.js';
import { appNames, type AppName } from '../contracts/apps.js';
import type { Services } from '../contracts/registry.js';
import type { AnyApp } from '../infrastructure/app/define-app.js';
import type { Wire } from '../infrastructure/app/wire.js';
import { nobodysPort, startAppUnderTest, type AppUnderTest } from './app-under-test.js';
import { eventually } from './eventually.js';
import { listening, readsOf } from './listening.js';
import { tcpDoor, type TcpDoor } from './tcp-door.js';
import { testDatabase } from './test-database.js';

/** An app with its wiring, as its `app.ts` and `services.ts` export them. */
export interface Room {
  app: AnyApp;
  wire: Wire;
}

/** Several apps that know each other, on one database and one prefix in Redis. */
export interface HouseUnderTest<N extends AppName> {
  /** Those that were started; the others are not at home. */
  apps: Record<N, AppUnderTest>;
  /** What the others reach each app's internal listener through: shut it, and its fragments are away. */
  doors: Record<N, TcpDoor>;
  databaseUrl: string;
  /** Runs `work` with services of its own on the house's database. */
  fill<T>(work: (services: Services) => Promise<T>): Promise<T>;
  /** Reads that `work` made each app send to the database, in order. Anything kept in a cache is not read again. */
  readsDuring(work: () => Promise<unknown>): Promise<Record<N, string[]>>;
  stop(): Promise<void>;
}

export interface HouseOptions {
  /** Keys of the environment of every app beside the usual ones of a test. */
  env?: Record<string, string>;
  /** The whole settings file. The usual one has a page wait longer for its fragments than a busy machine takes. */
  file?: string;
}

const usualFile = new URL('../../../_config/app-config.yaml', import.meta.url);

/** Starts these apps in this process and waits until each is ready. */
export async function startHouseUnderTest<N extends AppName>(
  rooms: Readonly<Record<N, Room>>,
  { env = {}, file }: HouseOptions = {},
): Promise<HouseUnderTest<N>> {
  const names = Object.keys(rooms) as N[];
  const database = await testDatabase();
  const statements = recordOf(names, () => [] as string[]);
  const targets = recordOf(names, () => ({ host: '127.0.0.1', port: nobodysPort }));
  const doors = await doorsTo(targets);
  const publicTargets = recordOf(names, () => ({ host: '127.0.0.1', port: nobodysPort }));
  const publicDoors = await doorsTo(publicTargets);
  const common = { ...houseEnv(doors), PUBLIC_URLS_INSIDE: originsOf(publicDoors), ...env };
  const settings = file ?? (await patientFile());
  const apps = {} as Record<N, AppUnderTest>;
  for (const name of names) {
    const { app, wire } = rooms[name];
    const options = { env: common, file: settings, databaseUrl: database.url };
    apps[name] = await startAppUnderTest(app, listening(wire, statements[name]), options);
    targets[name].port = apps[name].service.internalPort;
    publicTargets[name].port = apps[name].service.publicPort;
  }
  await Promise.all(names.map((name) => untilReady(apps[name])));
  return {
    ...{ apps, doors, databaseUrl: database.url },
    fill: (work) => withServices(database.url, work),
    async readsDuring(work) {
      const before = recordOf(names, (name) => statements[name].length);
      await work();
      return recordOf(names, (name) => readsOf(statements[name].slice(before[name])));
    },
    async stop() {
      await Promise.all(names.map((name) => apps[name].stop()));
      await Promise.all(names.flatMap((name) => [doors[name].shut(), publicDoors[name].shut()]));
      await database.drop();
    },
  };
}

async function patientFile(): Promise<string> {
  return (await readFile(usualFile, 'utf8')).replace(/(deadlineMs|budgetMs): \d+/g, '$1: 5000');
}

function recordOf<N extends string, T>(names: readonly N[], make: (name: N) => T): Record<N, T> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<N, T>;
}

/** Ports of apps are known only once they are up, and each is told of all the others before. */
async function doorsTo<N extends string>(
  targets: Record<N, { host: string; port: number }>,
): Promise<Record<N, TcpDoor>> {
  const opened = Object.entries<{ host: string; port: number }>(targets).map(
    async ([name, target]) => [name, await tcpDoor(target)] as const,
  );
  return Object.fromEntries(await Promise.all(opened)) as Record<N, TcpDoor>;
}

function originsOf(doors: Partial<Record<AppName, TcpDoor>>): string {
  return appNames.map((app) => `${app}=http://127.0.0.1:${doors[app]?.port ?? nobodysPort}`).join();
}

function houseEnv(doors: Partial<Record<AppName, TcpDoor>>): Record<string, string> {
  return {
    INTERNAL_URLS: originsOf(doors),
    INTERNAL_SECRET: randomBytes(32).toString('hex'),
    SECRET_KEY: randomBytes(32).toString('hex'),
    // Without workers, so that nothing happens in the house but what the test asks for.
    ROLE: 'web',
    REDIS_PREFIX: `house-${randomBytes(6).toString('hex')}`,
  };
}

async function untilReady(app: AppUnderTest): Promise<void> {
  await eventually(
    () => app.ask('/readyz'),
    ({ status }) => status === 200,
  );
}
