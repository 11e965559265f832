import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withServices } from '../../cli/with-services.js';
import { appNames, type AppName } from '../../contracts/apps.js';
import { operator } from '../../contracts/viewer.js';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
import { loadConfig, type Config } from '../../infrastructure/config/config.js';
import { signInAll, type SignedIn } from '../../testing/people.js';
import { appCalled } from '../../testing/room-of.js';
import { carryOut } from './edit.js';
import { HouseholdProcess } from './household-process.js';
import type { MortalRedis } from './mortal-redis.js';
import { NeighbourDoor } from './neighbour-door.js';
import { memberName } from './read-page.js';

const settingsFile = join(rootFolder, '_config', 'app-config.yaml');
const others: readonly AppName[] = ['cart', 'events', 'federation', 'account'];

/** The six services as the drill runs them: the blog twice, the market alone, the others together. */
export interface House {
  blogs: readonly [HouseholdProcess, HouseholdProcess];
  market: HouseholdProcess;
  others: HouseholdProcess;
  /** What the others reach the market through. */
  marketDoor: NeighbourDoor;
  env: Record<string, string>;
  databaseUrl: string;
  config: Config;
  redis: MortalRedis;
  /** Of the things on the shelf. */
  productIds: string[];
  /** Members of the house, with sessions that begin now. */
  signIn: (count: number) => Promise<SignedIn[]>;
  /** Starts further processes of the house, ended with it. */
  start: (name: string, apps: readonly AppName[], env?: Record<string, string>) => HouseholdProcess;
  restartMarket: () => Promise<void>;
  stop: () => Promise<void>;
}

export async function openHouse(databaseUrl: string, redis: MortalRedis): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'rose-drill-'));
  const marketDoor = await NeighbourDoor.open('market/shelf');
  const doors = new Map<AppName, NeighbourDoor>([['market', marketDoor]]);
  for (const app of appNames) doors.set(app, doors.get(app) ?? (await NeighbourDoor.open('market/shelf')));
  const env = await envOf(databaseUrl, redis.url, doors, folder);
  const started: HouseholdProcess[] = [];
  const start: House['start'] = (name, apps, more = {}) => {
    const process = new HouseholdProcess(name, apps, { ...env, ...more });
    started.push(process);
    return process;
  };
  const stop = async () => {
    await Promise.all(started.map((process) => process.stop()));
    for (const door of doors.values()) door.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const productIds = await stockShelf(databaseUrl);
    const blogs = [start('one blog', ['blog']), start('the other blog', ['blog'])] as const;
    const [market, rest] = [start('the market', ['market']), start('the others', others)];
    const lead = async (process: HouseholdProcess) => {
      for (const [app, { internal }] of Object.entries(await process.ready())) {
        doors.get(app as AppName)?.leadTo(internal);
      }
    };
    await Promise.all([market, rest, ...blogs].map(lead));
    const config = loadConfig('blog', (await appCalled('blog')).settings, env);
    return {
      ...{ blogs, market, others: rest, env, databaseUrl, config, redis, productIds, start, stop },
      marketDoor,
      signIn: (count) =>
        signInAll(
          { config, databaseUrl },
          Array.from({ length: count }, (_, at) => person(at)),
        ),
      async restartMarket() {
        market.restart();
        await lead(market);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function person(at: number) {
  return { handle: `drilled_${at}`, email: `drilled-${at}@example.org`, name: memberName(at) };
}

async function stockShelf(databaseUrl: string): Promise<string[]> {
  return withServices(databaseUrl, async (services) => {
    await carryOut(services, { kind: 'loaf', number: 0 });
    await carryOut(services, { kind: 'fair', number: 0 });
    const price = { minor: 165, currency: 'GBP' };
    const milk = { slug: 'milk', name: 'Milk', price, unit: 'pint', onHand: 9 };
    await services.market.saveProduct(operator, milk);
    const { items } = await services.market.listProducts(null, { page: 1, perPage: 24 });
    return items.map(({ id }) => id);
  });
}

async function envOf(
  databaseUrl: string,
  redisUrl: string,
  doors: ReadonlyMap<AppName, NeighbourDoor>,
  folder: string,
): Promise<Record<string, string>> {
  // As it ships, but for the flood limit: the drill is a flood from one address.
  const settings = (await readFile(settingsFile, 'utf8')).replace(/requests: \d+/, 'requests: 100000000');
  const file = join(folder, 'app-config.yaml');
  await writeFile(file, settings);
  return {
    ...{ NODE_ENV: 'test', LOG_LEVEL: 'silent', ROLE: 'web', LISTEN_PORT: '0', INTERNAL_PORT: '0' },
    ...{ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, REDIS_PREFIX: 'drill', ROSE_CONFIG: file },
    SECRET_KEY: randomBytes(32).toString('hex'),
    INTERNAL_SECRET: randomBytes(32).toString('hex'),
    INTERNAL_URLS: [...doors].map(([app, { origin }]) => `${app}=${origin}`).join(),
  };
}
