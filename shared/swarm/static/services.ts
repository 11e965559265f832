import { all, each, type Rule } from './rule.js';
import { bytes, seconds, type Service } from './stack.js';

/** Docker reads these, and Swarm passes over them in silence or with one line among many. */
const ignored = [
  ...['build', 'cgroup_parent', 'container_name', 'depends_on', 'devices', 'external_links', 'ipc', 'links'],
  ...['network_mode', 'pid', 'privileged', 'restart', 'security_opt', 'shm_size', 'tmpfs', 'userns_mode'],
];

/** The drain is 10 s, and a step of the shutdown that hangs is given up after 12 (infrastructure/app/shutdown.ts). */
const leastGraceSeconds = 30;
const mostFiles = 20_000;

/** What each service has to say for itself. */
export const services: Rule = all([
  each(({ image }) => (/[^/]:[\w.-]+$|@sha256:[0-9a-f]{64}$/.test(image) ? null : `${image} has no tag`)),
  each((service) => {
    const key = ignored.find((one) => one in service);
    return key === undefined ? null : `Swarm ignores ${key}`;
  }),
  each(({ healthcheck = {}, image }) => {
    const lacking = ['interval', 'timeout', 'retries', 'start_period'].find((key) => !(key in healthcheck));
    if (lacking !== undefined) return `its healthcheck has no ${lacking}`;
    return isOurs(image) === 'test' in healthcheck
      ? 'its healthcheck is ours in the image or said here, not both'
      : null;
  }),
  each(({ deploy: { resources } }) => {
    const { limits, reservations } = resources ?? {};
    if (!limits?.cpus || !limits.memory) return 'its memory and processors have no limit';
    if (!reservations?.memory) return 'no memory is reserved for it';
    return bytes(reservations.memory) < bytes(limits.memory) ? null : 'more is reserved than it may have';
  }),
  each(({ deploy }) => (deploy.restart_policy ? null : 'nothing says that it is started anew')),
  each(({ deploy }) => (deploy.placement?.constraints?.length ? null : 'it may run on any node, away from its volume')),
  each(({ deploy }) => (deploy.endpoint_mode === 'dnsrr' ? null : 'its endpoint_mode is not dnsrr')),
  each(rolling),
  each(({ stop_grace_period: grace }, name) => {
    const least = name === 'cache' ? 10 : leastGraceSeconds;
    return seconds(grace) >= least ? null : `it has less than ${least} s to stop`;
  }),
  each(({ ports = [] }) => (ports.every(({ mode }) => mode === 'host') ? null : 'its port is not in host mode')),
  each(({ read_only: isReadOnly }, name) =>
    // Where its socket lies is writable in each image in its own way.
    isReadOnly || name === 'db' ? null : 'its root can be written',
  ),
  each(({ volumes = [] }) => {
    const places = volumes.map(placeOf);
    return places.join() === [...places].sort().join()
      ? null
      : 'its volumes are not in the order of `docker service update`';
  }),
  each(capabilities),
  each(beginning),
  each(({ logging }) =>
    logging?.options?.['max-size'] && logging.options['max-file'] ? null : 'its log grows without end',
  ),
  each(({ ulimits = {} }) => {
    const hard = Object.values(ulimits).map((limit) => (typeof limit === 'number' ? limit : limit.hard));
    return hard.some((limit) => limit > mostFiles) ? `a ulimit is above ${mostFiles}` : null;
  }),
]);

/** Sorts as Docker does, by source and target: whatever stands otherwise is a change to the deploy after such an update. */
function placeOf(volume: NonNullable<Service['volumes']>[number]): string {
  const [source = '', target = ''] =
    typeof volume === 'string' ? volume.split(':') : [volume.source ?? '', volume.target];
  return `${source} ${target}`;
}

/** Ours may overlap; two of a store would share its files, two edges a port. */
function rolling({ deploy, image }: Service): string | null {
  const order = isOurs(image) ? 'start-first' : 'stop-first';
  const rolls = [
    [deploy.update_config, 'rollback'],
    [deploy.rollback_config, 'pause'],
  ] as const;
  for (const [roll, action] of rolls) {
    if (roll?.order !== order) return `a roll is not ${order}`;
    if (roll.failure_action !== action) return `a roll that fails does not end in ${action}`;
    if (!(seconds(roll.monitor) >= 5) || roll.parallelism !== 1) return 'a roll is not watched, or not one at a time';
  }
  return null;
}

const toBecomeSomebody = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID', 'AUDIT_WRITE', 'KILL'];

function capabilities({ cap_drop: dropped = [], cap_add: added = [] }: Service, name: string): string | null {
  if (!dropped.includes('ALL')) return 'it keeps capabilities';
  const allowed: Record<string, readonly string[]> = { edge: ['NET_BIND_SERVICE'] };
  for (const store of Object.keys(programs)) allowed[store] = toBecomeSomebody;
  const odd = added.find((one) => !allowed[name]?.includes(one));
  return odd === undefined ? null : `it is given ${odd}`;
}

const programs: Readonly<Record<string, string>> = { db: 'postgres', redis: 'redis-server', cache: 'redis-server' };

/** Our own entry points say no-new-privileges; those of stores, which begin as root, are their images' affair. */
function beginning({ image, entrypoint, command, user }: Service, name: string): string | null {
  if (isOurs(image)) {
    return entrypoint?.slice(0, 2).join(' ') === 'setpriv --no-new-privs' ? null : 'it may gain privileges';
  }
  if (name === 'edge') return user && entrypoint?.join() === 'caddy' ? null : 'it is root, or no entry point is sure';
  const [program] = typeof command === 'string' ? command.split(' ') : (command ?? []);
  if (entrypoint || user) return 'it does not begin as its image would have it';
  return program === programs[name] ? null : `its command does not begin with ${programs[name]}`;
}

/** Images of others come from Docker's own shelf. */
function isOurs(image: string): boolean {
  return image.includes('/');
}
