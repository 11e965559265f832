import { appNames } from '../../contracts/apps.js';
import { poolSizes } from '../../infrastructure/app/pool-sizes.js';
import { all, each, type Rule } from './rule.js';
import { bytes, networksOf, type Service, type Stack } from './stack.js';

const stores = ['db', 'redis', 'cache'];

/** Which services there are, who sees whom, and whether what they need together is there. */
export const house: Rule = all([
  ({ services }) => {
    const expected = [...appNames.flatMap((app) => [app, `${app}-worker`]), ...stores, 'edge'].sort();
    const given = Object.keys(services).sort();
    return given.join() === expected.join() ? [] : [`the services are ${given.join(', ')}`];
  },
  ({ services }) =>
    appNames
      .filter((app) => services[app]?.image !== services[`${app}-worker`]?.image)
      .map((app) => `${app} and its worker are not of one image`),
  each(({ environment }, name) => {
    if (!isOfSix(name)) return null;
    const role = isWorker(name) ? 'worker' : 'web';
    return environment?.['ROLE'] === role ? null : `its ROLE is not ${role}`;
  }),
  each(({ environment }, name) => {
    const migrates = environment !== undefined && 'RUN_MIGRATIONS' in environment;
    return migrates === (name === 'blog') ? null : 'the blog migrates, and nobody else';
  }),
  each((service, name) => {
    const expected = networksFor(name);
    const given = networksOf(service).sort().join();
    return given === expected ? null : `it is in ${given}, and not in ${expected}`;
  }),
  ({ networks }) => (networks['internal']?.internal === true ? [] : ['a way leads out of the network of the stores']),
  each(({ ports = [] }, name) =>
    ports.length > 0 === (name === 'edge') ? null : 'the edge has a port, and nobody else',
  ),
  each(({ volumes = [] }, name) => {
    const targets = volumes.map((volume) => (typeof volume === 'string' ? volume.split(':')[1] : volume.target));
    const keeps = targets.includes('/var/lib/rose/backups');
    return keeps === (name === 'blog-worker') ? null : 'the worker of the blog backs up, and nobody else';
  }),
  each(heap),
  storesHaveRoom,
  connections,
]);

const isWorker = (name: string) => name.endsWith('-worker');
const isOfSix = (name: string) => (appNames as readonly string[]).includes(name.replace(/-worker$/, ''));

function networksFor(name: string): string {
  if (name === 'edge') return 'edge';
  if (stores.includes(name)) return 'internal';
  return isWorker(name) ? 'internal,outside' : 'edge,internal';
}

/** What sharp, buffers and threads take lies beside the heap. */
const besideHeap = 256 * 1024 ** 2;

function heap({ environment, deploy }: Service, name: string): string | null {
  if (!isOfSix(name)) return null;
  const [, megabytes] = /--max-old-space-size=(\d+)/.exec(environment?.['NODE_OPTIONS'] ?? '') ?? [];
  if (megabytes === undefined) return 'its heap has no limit';
  const room = bytes(deploy.resources?.limits?.memory) - Number(megabytes) * 1024 ** 2;
  return room >= besideHeap ? null : 'its heap leaves too little of its memory';
}

/** Of what a store is told to hold; PostgreSQL has a quarter for its buffers, and the rest is for its processes and for files. */
const mostTimes = 6;

function storesHaveRoom({ services }: Stack): string[] {
  const held = (name: string, setting: RegExp) => bytes(setting.exec(commandOf(services[name]))?.[1]);
  const limit = (name: string) => bytes(services[name]?.deploy.resources?.limits?.memory);
  const maxMemory = /--maxmemory (\S+)/;
  const told = (name: string) => held(name, name === 'db' ? /shared_buffers=(\S+)/ : maxMemory);
  return [
    // A second process writes the log anew while the first goes on changing what they share.
    ...(limit('redis') > 2 * held('redis', maxMemory) ? [] : ['redis: it may not hold itself twice']),
    ...(limit('cache') > 1.2 * held('cache', maxMemory) ? [] : ['cache: it may not hold what it is told to']),
    ...(limit('db') > 2.5 * held('db', /shared_buffers=(\S+)/) ? [] : ['db: its buffers leave too little']),
    ...stores
      .filter((name) => limit(name) > mostTimes * told(name))
      .map((name) => `${name}: it may take what it cannot need`),
    ...(commandOf(services['redis']).includes(' noeviction') ? [] : ['redis: it forgets what it must keep']),
    ...(commandOf(services['redis']).includes('appendonly yes') ? [] : ['redis: it keeps no log']),
    ...(commandOf(services['cache']).includes(' allkeys-lru') ? [] : ['cache: it does not forget']),
  ];
}

function commandOf(service: Service | undefined): string {
  return [service?.command ?? []].flat().join(' ');
}

/** The server keeps three for its owner; backups and hands at the command line need some, too. */
const kept = 10;

/** Each pool full, and one more of each service, as while all of them roll at once. */
function connections({ services }: Stack): string[] {
  const pools = Object.entries(services)
    .filter(([name]) => isOfSix(name))
    .map(([name, { deploy }]) => (deploy.replicas + 1) * poolSizes[isWorker(name) ? 'worker' : 'web']);
  const needed = pools.reduce((sum, pool) => sum + pool, kept);
  const most = Number(/max_connections=(\d+)/.exec(commandOf(services['db']))?.[1]);
  return needed <= most ? [] : [`db: ${needed} connections may be needed, and ${most} are allowed`];
}
