import { z } from 'zod';
import { environments, roles } from '../../contracts/apps.js';
import { internalUrls } from './composition.js';
import { urlsInside } from './origins-of-apps.js';
import type { EnvSetting, EnvSettings } from './setting.js';

const port = z.coerce.number().int().min(0).max(65535);
/** A switch: off unless it says true or 1. */
export const flag = z.enum(['true', 'false', '1', '0', '']).transform((value) => value === 'true' || value === '1');
const url = (schemes: string[], like: string) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), {
      error: `must be an address like ${like}`,
      abort: true,
    })
    .refine(isDecodable, { error: 'holds a % that stands for itself; write it as %25' });
/** Drivers decode user, password and path; a bare percent sign would stop them long after the start. */
function isDecodable(value: string): boolean {
  const { username, password, pathname } = new URL(value);
  return [username, password, pathname].every((part) => /^(?:[^%]|%[0-9a-f]{2})*$/i.test(part));
}

const postgres = url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/name');
const redis = url(['redis:', 'rediss:'], 'redis://host:6379').refine(
  (value) => /^\/?\d*$/.test(new URL(value).pathname),
  {
    error: 'may end in the number of a database and in nothing else, like redis://host:6379/0',
  },
);
const hostName = z.string().regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/, {
  error: 'must be a host name with a dot, like rose.localhost: browsers treat a bare name as a public suffix',
});
const longSecret = z
  .string()
  .min(32, { error: 'must hold at least 32 characters; make one with: openssl rand -hex 32' });

const smtp = url(['smtp:', 'smtps:'], 'smtp://user:password@host:587');
const sender = z.string().regex(/^(?:[^<>\r\n"]+ <[^\s<>,;"@]+@[^\s<>,;"@]+>|[^\s<>,;"@]+@[^\s<>,;"@]+)$/, {
  error: 'must be an address, or a name with an address like Rose Ash <hello@rose-ash.com>',
});

function setting<T>(schema: z.ZodType<T>, example: string, about: string): EnvSetting<T> {
  return { schema, example, about };
}

function secret<T>(schema: z.ZodType<T>, example: string, about: string): EnvSetting<T> {
  return { schema, example, about, secret: true };
}

/** The keys of the environment that every service reads. */
export const baseEnv = {
  NODE_ENV: setting(z.enum(environments).default('development'), 'production', 'development, test or production'),
  ROLE: setting(z.enum(roles).default('all'), 'web', 'web answers HTTP, worker runs tasks and jobs, all does both'),
  LOG_LEVEL: setting(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    'info',
    'The least important line that is logged: fatal, error, warn, info, debug or silent',
  ),
  BASE_DOMAIN: setting(hostName.default('rose.localhost'), 'rose-ash.com', 'The domain below which the six sites live'),
  PUBLIC_SCHEME: setting(
    z.enum(['http', 'https']).default('http'),
    'https',
    'How browsers reach the sites: http or https',
  ),
  PUBLIC_PORT: setting(port.optional(), '443', 'The port in public addresses; the default of the scheme is left out'),
  LISTEN_HOST: setting(
    z.string().min(1).optional(),
    '0.0.0.0',
    'The address that both listeners bind to; loopback if absent, all addresses in production',
  ),
  LISTEN_PORT: setting(port.default(8000), '8000', 'The public listener, behind the proxy'),
  INTERNAL_PORT: setting(port.default(9000), '9000', 'The internal listener: health and metrics, never published'),
  DATABASE_URL: secret(postgres, 'postgres://rose:change-me@db:5432/rose', 'The one PostgreSQL, 16 to 18'),
  DATABASE_DIRECT_URL: secret(
    postgres.optional(),
    'postgres://rose:change-me@db:5432/rose',
    'For migrations, where DATABASE_URL is a pooler; the same as DATABASE_URL if absent',
  ),
  REDIS_URL: secret(redis, 'redis://redis:6379', 'The Redis that never evicts: sessions, queues, epochs, counters'),
  CACHE_REDIS_URL: secret(
    redis.optional(),
    'redis://cache:6379',
    'The Redis that may evict: what pages are made of; REDIS_URL if absent',
  ),
  REDIS_PREFIX: setting(
    z
      .string()
      .regex(/^[a-z0-9-]+$/, { error: 'may hold small letters, digits and hyphens' })
      .default('rose'),
    'rose',
    'Stands before every key in Redis; another one for each install that shares it',
  ),
  SECRET_KEY: secret(
    longSecret,
    'change-me-to-64-hex-digits-of-openssl-rand',
    'Keys what must not be guessed; at least 32 characters',
  ),
  SECRET_KEY_PREVIOUS: secret(
    z
      .string()
      .transform((text) => text.split(',').map((key) => key.trim()))
      .pipe(z.array(longSecret))
      .optional(),
    'the-secret-key-of-before-of-64-hex-digits',
    'SECRET_KEYs of before, with commas between them, while something that they sealed is still of use',
  ),
  INTERNAL_SECRET: secret(
    longSecret,
    'change-me-too-to-64-hex-digits-of-openssl',
    'Keys the signatures of services that ask each other, the same for all six; at least 32 characters',
  ),
  INTERNAL_URLS: setting(
    internalUrls.optional(),
    'blog=http://blog:9000,market=http://market:9000',
    'Where the internal listeners are, if not under the service names on INTERNAL_PORT',
  ),
  PUBLIC_URLS_INSIDE: setting(
    urlsInside.optional(),
    'federation=http://federation:8000,blog=http://blog:8000',
    'Where services reach the public listeners of each other, if not under the service names on LISTEN_PORT',
  ),
  OIDC_ALLOW_PRIVATE_HOSTS: setting(
    z
      .string()
      .transform((text) => text.split(',').map((host) => host.trim()))
      .optional(),
    '127.0.0.1,rp.test',
    'Development and tests only: private hosts, with commas between them, whose sites may be told of sign-outs',
  ),
  RUN_MIGRATIONS: setting(
    flag.default(false),
    'false',
    'true on exactly one service: brings the database up to date before it answers',
  ),
  WAIT_SECONDS: setting(
    z.coerce.number().int().min(0).max(3_600).default(60),
    '60',
    'How long a container waits for PostgreSQL and Redis before it gives up, in seconds',
  ),
  SMTP_URL: secret(
    smtp.optional(),
    'smtps://rose:change-me@mail:465',
    'Where workers hand over mails; smtp: speaks TLS when the server offers it, smtps: always',
  ),
  MAIL_FROM: setting(
    sender.optional(),
    'hello@rose-ash.com',
    'The sender of every mail: an address, or Name <address>',
  ),
  MEDIA_DIR: setting(
    z.string().optional(),
    'media',
    'The folder of pictures and their variants, one for all services and replicas',
  ),
  ROSE_CONFIG: setting(z.string().optional(), '_config/app-config.yaml', 'Where the file of plain settings lies'),
} satisfies EnvSettings;
