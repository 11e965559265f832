import { z } from 'zod';
import type { EnvSetting, EnvSettings } from '../../infrastructure/config/setting.js';
import { appNames } from '../../contracts/apps.js';

const port = z.coerce.number().int().min(1).max(65535);
const count = z.coerce.number().int().min(1).max(20);
const megabytes = z.coerce.number().int().min(64);
const memory = z.string().regex(/^\d+[MG]$/);
const storeMemory = z.string().regex(/^\d+([mg]b|[MG]B)$/);
const span = z.string().regex(/^\d+[sm]$/);
const constraint = z.string().regex(/^node\.[\w.-]+[!=]=[\w.-]+$/);
const version = z.string().regex(/^[\w.-]{1,20}$/);
const image = z.string().regex(/^[\w.:/-]+:[\w.-]+(@sha256:[0-9a-f]{64})?$|^[\w.:/-]+@sha256:[0-9a-f]{64}$/);

const setting = (schema: z.ZodType, example: string, about: string): EnvSetting => ({ schema, example, about });

const secretNames = {
  POSTGRES_PASSWORD: 'the database’s password',
  DATABASE_URL: 'DATABASE_URL',
  SECRET_KEY: 'SECRET_KEY',
  SECRET_KEY_PREVIOUS: 'SECRET_KEY_PREVIOUS',
  INTERNAL_SECRET: 'INTERNAL_SECRET',
  SMTP_URL: 'SMTP_URL',
  GHOST_ADMIN_API_KEY: 'GHOST_ADMIN_API_KEY',
  GHOST_WEBHOOK_SECRET: 'GHOST_WEBHOOK_SECRET',
};

/** What only the stack and deploy.sh read; the examples are what holds when nothing is said. */
export const stackEnv: EnvSettings = {
  EDGE_PORT: setting(
    port,
    '8080',
    'The port of the node on which the edge of the stack listens, plain http, for the proxy before it',
  ),
  EDGE_TRUSTED_PROXIES: setting(
    z.string().min(1),
    'private_ranges',
    'Whom the edge believes who the visitor is: networks of the proxy before it, or private_ranges for every private one',
  ),
  REGISTRY: setting(
    z.string(),
    'registry.rose-ash.com:5000',
    'Where deploy.sh puts images and servers take them from; by hand, the six below say that',
  ),
  ...Object.fromEntries(
    appNames.map((app) => [
      `${app.toUpperCase()}_IMAGE`,
      setting(
        image,
        `registry.rose-ash.com:5000/${app}:latest`,
        `By hand: the image of ${app}. Leave it out for deploy.sh, which knows itself`,
      ),
    ]),
  ),
  WEB_REPLICAS: setting(count, '2', 'How many processes answer for each of the six'),
  WORKER_REPLICAS: setting(count, '1', 'How many processes work at jobs for each of the six'),
  WEB_MEMORY: setting(memory, '640M', 'The most memory of one that answers'),
  WEB_HEAP_MB: setting(
    megabytes,
    '320',
    'What Node may use of it for its heap, in megabytes; pictures lie outside of it',
  ),
  WORKER_MEMORY: setting(memory, '768M', 'The most memory of one that works at jobs'),
  WORKER_HEAP_MB: setting(megabytes, '320', 'What Node may use of it for its heap, in megabytes'),
  DB_MEMORY: setting(memory, '2G', 'The most memory of PostgreSQL'),
  DB_CPUS: setting(z.coerce.number().positive(), '2', 'The most processors of PostgreSQL; not more than the node has'),
  DB_SHARED_BUFFERS: setting(storeMemory, '512MB', 'PostgreSQL’s shared_buffers, a quarter of DB_MEMORY'),
  DB_CACHE_SIZE: setting(storeMemory, '1536MB', 'PostgreSQL’s effective_cache_size, three quarters of DB_MEMORY'),
  REDIS_MEMORY: setting(
    memory,
    '896M',
    'The most memory of the Redis that never evicts; more than twice REDIS_MAXMEMORY',
  ),
  REDIS_MAXMEMORY: setting(storeMemory, '384mb', 'What that Redis may hold before it refuses to take more'),
  CACHE_MEMORY: setting(memory, '384M', 'The most memory of the Redis that evicts'),
  CACHE_MAXMEMORY: setting(storeMemory, '256mb', 'What that Redis holds before it lets the oldest go'),
  BACKUPS: setting(
    z.string().regex(/^backups$|^\/[\w./-]+$/),
    'backups',
    'Where backups lie: in the volume of that name, or in a folder of the node that belongs to user 1000',
  ),
  DATA_NODE: setting(
    constraint,
    'node.role==manager',
    'The one node where database, Redis and edge run; with several, a label of it',
  ),
  APP_NODES: setting(
    constraint,
    'node.role==manager',
    'The nodes where the six run; all of them must see the same pictures',
  ),
  HEALTH_INTERVAL: setting(span, '10s', 'How often Docker asks each container whether it is well'),
  START_PERIOD: setting(
    span,
    '300s',
    'How long a container of the six may take until it is well; the blog brings the database up to date in it',
  ),
  UPDATE_MONITOR: setting(span, '15s', 'How long a new container is watched before the next one is replaced'),
  APP_CONFIG_VERSION: setting(
    version,
    '1',
    'By hand: another one whenever app-config.yaml has changed. Leave it out for deploy.sh, which knows itself',
  ),
  EDGE_CONFIG_VERSION: setting(version, '1', 'The same for edge.Caddyfile and away.html together'),
  ...Object.fromEntries(
    Object.entries(secretNames).map(([name, what]) => [
      `${name}_VERSION`,
      setting(version, '1', `Which version of the secret with ${what} is in use`),
    ]),
  ),
};
