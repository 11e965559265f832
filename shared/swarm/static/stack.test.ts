import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { findOnPath } from '../find-on-path.js';
import { house } from './house.js';
import { references } from './references.js';
import { all } from './rule.js';
import { services } from './services.js';
import { least, readStack, type Deploy, type Stack } from './stack.js';

const rules = all([references, services, house]);
const sound = readStack();
const root = fileURLToPath(new URL('../../../../', import.meta.url));

test('the stack keeps all rules', () => {
  expect(rules(sound)).toEqual([]);
});

test('with three that answer and two that work for each, there are connections enough, with four not', () => {
  const many = (web: string) => readStack({ ...least, WEB_REPLICAS: web, WORKER_REPLICAS: '2' });
  expect(rules(many('3'))).toEqual([]);
  expect(rules(many('4'))).toEqual([expect.stringMatching(/^db: \d+ connections may be needed, and 300 are allowed$/)]);
});

type Plant = (stack: Stack) => unknown;

/** What would go wrong, and the sentence that is said of it. */
const faults: [string, Plant, string][] = [
  ['a secret nobody declared', ({ secrets }) => delete secrets['smtp_url'], 'smtp_url is not declared'],
  ['a secret nobody uses', ({ secrets }) => (secrets['old'] = versioned('old')), 'nobody uses old'],
  ['a secret without a version', ({ secrets }) => (secrets['smtp_url'] = { external: true }), 'with a version'],
  ['a secret in a file', ({ secrets }) => (secrets['smtp_url'] = { name: 'coop_smtp_url_1' }), 'not external'],
  ['a config nobody declared', ({ configs }) => delete configs['away_page'], 'away_page is not declared'],
  ['a config without a version', ({ configs }) => (configs['away_page'] = { name: 'away' }), 'config away_page'],
  ['a network nobody declared', ({ networks }) => delete networks['outside'], 'outside is not declared'],
  ['a volume nobody declared', ({ volumes }) => delete volumes['media'], 'media is not declared'],
  ['backups without a place', change('blog-worker', { volumes: [] }), 'blog-worker: the worker of the blog backs up'],
  ['a secret that no setting names', leaveOut('blog', 'SECRET_KEY_FILE'), 'no setting names /run/secrets/secret_key'],
  ['a setting without its secret', put('edge', 'X_FILE', '/run/secrets/x'), 'names /run/secrets/x'],
  ['an image without a tag', change('market', { image: 'registry.rose-ash.com:5000/market' }), 'has no tag'],
  ['what Swarm ignores', change('db', { shm_size: '1g' }), 'Swarm ignores shm_size'],
  ['no healthcheck', change('redis', { healthcheck: undefined }), 'its healthcheck has no interval'],
  ['a healthcheck of ours said twice', change('blog', { healthcheck: check(['CMD', 'x']) }), 'not both'],
  ['a store without a test', change('db', { healthcheck: check() }), 'not both'],
  ['no limits', roll('cart', { resources: {} }), 'have no limit'],
  ['nothing reserved', roll('cart', { resources: { limits: { cpus: '1', memory: '640M' } } }), 'no memory is reserved'],
  ['no restart', roll('edge', { restart_policy: undefined }), 'started anew'],
  ['a store that wanders', roll('db', { placement: undefined }), 'away from its volume'],
  ['a virtual address', roll('events', { endpoint_mode: 'vip' }), 'not dnsrr'],
  ['no roll', roll('account', { update_config: undefined }), 'not start-first'],
  ['a roll with a gap', rolls('account', { order: 'stop-first' }), 'not start-first'],
  ['two databases on the same files', rolls('db', { order: 'start-first' }), 'not stop-first'],
  ['a bad roll that stays', rolls('account', { failure_action: 'continue' }), 'does not end in rollback'],
  ['a roll nobody watches', rolls('account', { monitor: '0s' }), 'not watched'],
  ['too little time to stop', change('blog-worker', { stop_grace_period: '10s' }), 'less than 30 s to stop'],
  ['a port by the mesh', change('edge', { ports: [{ mode: 'ingress', published: 80 }] }), 'not in host mode'],
  ['a port of a store', change('db', { ports: [{ mode: 'host', published: 5432 }] }), 'the edge has a port'],
  ['a root that can be written', change('blog', { read_only: false }), 'root can be written'],
  [
    'volumes in another order',
    change('redis', { volumes: ['redis:/data', { type: 'tmpfs', target: '/tmp' }] }),
    'redis: its volumes are not in the order',
  ],
  ['capabilities', change('blog', { cap_drop: [] }), 'keeps capabilities'],
  ['privileges', change('blog', { entrypoint: ['/app/shared/container/entrypoint.sh'] }), 'may gain privileges'],
  ['a capability that nobody needs', change('db', { cap_add: ['SYS_ADMIN'] }), 'it is given SYS_ADMIN'],
  ['a capability of one of ours', change('cart', { cap_add: ['CHOWN'] }), 'it is given CHOWN'],
  ['a store that skips its image’s entry point', change('db', { entrypoint: ['postgres'] }), 'as its image would'],
  ['a store that begins as another', change('redis', { user: 'redis' }), 'as its image would'],
  ['settings without their program', change('cache', { command: '--save ""' }), 'not begin with redis-server'],
  ['an edge that is root', change('edge', { user: undefined }), 'it is root'],
  ['an edge whose first word is its image’s', change('edge', { entrypoint: undefined }), 'no entry point is sure'],
  ['an endless log', change('blog', { logging: undefined }), 'its log grows'],
  ['a ulimit beyond what is allowed', change('db', { ulimits: { nofile: 65_536 } }), 'above 20000'],
  ['a service too few', ({ services: s }) => delete s['account-worker'], 'the services are'],
  ['two images of one app', change('blog-worker', { image: 'r:5000/blog:old' }), 'not of one image'],
  ['a worker that answers', put('blog-worker', 'ROLE', 'web'), 'its ROLE is not worker'],
  ['two that migrate', put('market', 'RUN_MIGRATIONS', 'true'), 'market: the blog migrates'],
  ['nobody migrates', leaveOut('blog', 'RUN_MIGRATIONS'), 'blog: the blog migrates'],
  ['a store that the edge sees', change('db', { networks: ['internal', 'edge'] }), 'it is in edge,internal'],
  ['a way out', ({ networks }) => (networks['internal'] = {}), 'a way leads out'],
  ['a heap without a limit', leaveOut('cart', 'NODE_OPTIONS'), 'its heap has no limit'],
  ['a heap as large as the rest', put('cart', 'NODE_OPTIONS', '--max-old-space-size=512'), 'leaves too little'],
  ['a Redis without room', change('redis', { command: redis('512mb') }), 'may not hold itself twice'],
  ['a Redis that forgets', change('redis', { command: redis('1mb', 'allkeys-lru') }), 'forgets what it must keep'],
  ['a Redis without a log', change('redis', { command: redis('1mb').replace('yes', 'no') }), 'keeps no log'],
  ['a cache without room', change('cache', { command: redis('512mb', 'allkeys-lru') }), 'cache: it may not hold'],
  [
    'a store that may take all there is',
    roll('redis', { resources: { limits: { cpus: '1', memory: '8G' }, reservations: { memory: '64M' } } }),
    'redis: it may take what it cannot need',
  ],
  ['a cache that fills up', change('cache', { command: redis('1mb') }), 'does not forget'],
  [
    'buffers that take all',
    change('db', { command: 'postgres -cmax_connections=300 -cshared_buffers=1GB' }),
    'db: its buffers',
  ],
  [
    'too few connections',
    change('db', { command: 'postgres -cmax_connections=100 -cshared_buffers=1MB' }),
    '100 are allowed',
  ],
];

test.each(faults)('%s is found', (_name, plant, sentence) => {
  const stack = structuredClone(sound);
  plant(stack);
  expect(rules(stack).join('\n')).toContain(sentence);
});

const docker = findOnPath('docker');
const hasConfig = docker !== null && spawnSync(docker, ['stack', 'config', '--help']).status === 0;
if (!hasConfig) {
  process.stderr.write('What Docker says of the stack was not asked: no `docker stack config` on PATH.\n');
}

(hasConfig ? describe : describe.skip)('Docker itself (needs `docker stack config`)', () => {
  const ask = (env: NodeJS.ProcessEnv) => {
    const args = ['stack', 'config', '-c', 'docker-compose.yml'];
    return spawnSync(docker ?? '', args, { cwd: root, env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8' });
  };

  test('reads the same out of the file', () => {
    const { status, stdout, stderr } = ask(least);
    expect([status, stderr]).toEqual([0, '']);
    expect(rules(parse(stdout) as Stack)).toEqual([]);
  });

  test.each(['BASE_DOMAIN', 'MAIL_FROM'])('stops without %s, and names it and the line that is missing', (name) => {
    const { status, stderr } = ask({ ...least, [name]: undefined });
    expect(status).not.toBe(0);
    expect(stderr).toContain(`required variable ${name} is missing`);
    expect(stderr).toContain('set -a; . ./.env; set +a; docker stack deploy -c docker-compose.yml coop');
  });

  const inShell = (lines: string) => {
    const env = { PATH: process.env['PATH'] };
    return spawnSync('bash', ['--norc', '-ec', lines], { cwd: root, env, encoding: 'utf8' });
  };
  const config = 'docker stack config -c docker-compose.yml';

  test('takes .env.example as an .env, by the line that is documented', () => {
    const { status, stdout, stderr } = inShell(`set -a; . ./.env.example; set +a; ${config}`);
    expect([status, stderr]).toEqual([0, '']);
    expect(rules(parse(stdout) as Stack)).toEqual([]);
  });

  test('stops when .env was read and not exported, and says how to', () => {
    const { status, stderr } = inShell(`source ./.env.example; ${config}`);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/set -a; \. \.\/\.env; set \+a; docker stack deploy.*required variable [A-Z_]+ is missing/);
  });

  test('stops when a number is none', () => {
    expect(ask({ ...least, WEB_REPLICAS: 'two' }).status).not.toBe(0);
  });
});

function versioned(name: string) {
  return { external: true, name: `coop_${name}_1` };
}

function change(name: string, changes: object): Plant {
  return ({ services: s }) => Object.assign(s[name] ?? {}, changes);
}

function put(name: string, key: string, value: string): Plant {
  return ({ services: s }) => Object.assign(s[name]?.environment ?? {}, { [key]: value });
}

function leaveOut(name: string, key: string): Plant {
  return ({ services: s }) => delete s[name]?.environment?.[key];
}

function roll(name: string, changes: { [K in keyof Deploy]?: Deploy[K] | undefined }): Plant {
  return ({ services: s }) => Object.assign(s[name]?.deploy ?? {}, changes);
}

function rolls(name: string, changes: NonNullable<Deploy['update_config']>): Plant {
  return ({ services: s }) => Object.assign(s[name]?.deploy.update_config ?? {}, changes);
}

function check(command?: string[]) {
  const pace = { interval: '5s', timeout: '4s', retries: 6, start_period: '30s' };
  return command === undefined ? pace : { ...pace, test: command };
}

function redis(most: string, policy = 'noeviction'): string {
  return `redis-server --appendonly yes --maxmemory ${most} --maxmemory-policy ${policy}`;
}
