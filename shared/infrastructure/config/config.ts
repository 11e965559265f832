import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { appNames, type AppName, type Environment, type Role } from '../../contracts/apps.js';
import { OperatorError } from '../../lib/errors.js';
import { baseEnv } from './base-env.js';
import { baseFile, type BaseFile } from './base-file.js';
import { mailConfig, mediaConfig, type MailConfig, type MediaConfig } from './mail-and-media.js';
import { compositionConfig, type CompositionConfig } from './composition.js';
import { readEnv, type Env } from './read-env.js';
import { readConfigFile } from './read-file.js';
import type { AppSettings, AppValues, EnvSettings } from './setting.js';
import { siteUrlsInside } from './origins-of-apps.js';
import { siteUrls, type SiteUrls } from './site-urls.js';
import { version } from './version.js';

/** Everything a process was told, parsed once at boot. */
export interface Config<S extends AppSettings = AppSettings> {
  service: AppName;
  version: string;
  environment: Environment;
  role: Role;
  logLevel: string;
  baseDomain: string;
  scheme: 'http' | 'https';
  /** Origins, without a trailing slash. */
  urls: SiteUrls;
  /** The same six as our own servers reach them, which send the public name along as `Host`. */
  urlsInside: SiteUrls;
  /** Lower-case host names, without port, that this service answers to. */
  hosts: readonly string[];
  listen: { host: string; publicPort: number; internalPort: number };
  database: { url: string; directUrl: string; runMigrations: boolean };
  redisUrl: string;
  /** Stands before every key, queue and channel. */
  redisPrefix: string;
  secretKey: string;
  /** Origins of servers that may be asked even where they are private, besides our own services. */
  trustedOrigins: readonly string[];
  /** Those of before: they open what they sealed, and seal nothing. */
  previousSecretKeys: readonly string[];
  /** Hosts that the client for other servers may ask although they are private. Empty in production. */
  oidcPrivateHosts: readonly string[];
  mail: MailConfig;
  media: MediaConfig;
  composition: CompositionConfig;
  site: BaseFile['site'];
  limits: BaseFile['limits'];
  activities: BaseFile['activities'];
  /** What the app itself declared in its `config.ts`. */
  app: AppValues<S>;
}

/** Where the file of plain settings lies unless ROSE_CONFIG says otherwise. */
export const defaultFile = fileURLToPath(new URL('../../../../_config/app-config.yaml', import.meta.url));

/** The whole file: the common sections, and one section for each app, checked by the app that owns it. */
export function fileSchema(service: AppName, section: z.ZodObject): z.ZodObject {
  const others = appNames.filter((name) => name !== service);
  return baseFile.extend({
    [service]: section.strict().prefault({}),
    ...Object.fromEntries(others.map((name) => [name, z.looseObject({}).optional()])),
  });
}

/**
 * Reads the environment and the settings file for one service.
 *
 * @throws OperatorError with one sentence that names the setting and the cure.
 */
export function loadConfig<S extends AppSettings>(service: AppName, settings: S, env: Env = process.env): Config<S> {
  const known = [...Object.keys(baseEnv), ...Object.keys(settings.env)];
  const base = readEnv(baseEnv, env, known);
  const own = readEnv(settings.env, env, known);
  refuseTheExample(base.NODE_ENV, base.SECRET_KEY);
  const urls = siteUrls(base.PUBLIC_SCHEME, base.BASE_DOMAIN, base.PUBLIC_PORT);
  const file = readConfigFile(base.ROSE_CONFIG ?? defaultFile, fileSchema(service, settings.file)) as BaseFile &
    Record<string, object>;
  return {
    service,
    version,
    environment: base.NODE_ENV,
    role: base.ROLE,
    logLevel: base.LOG_LEVEL,
    baseDomain: base.BASE_DOMAIN,
    scheme: base.PUBLIC_SCHEME,
    urls,
    urlsInside: siteUrlsInside(base, urls),
    hosts: [`${service}.${base.BASE_DOMAIN}`, ...(file.hosts[service] ?? [])],
    listen: {
      host: base.LISTEN_HOST ?? (base.NODE_ENV === 'production' ? '0.0.0.0' : '127.0.0.1'),
      publicPort: base.LISTEN_PORT,
      internalPort: base.INTERNAL_PORT,
    },
    database: {
      url: base.DATABASE_URL,
      directUrl: base.DATABASE_DIRECT_URL ?? base.DATABASE_URL,
      runMigrations: base.RUN_MIGRATIONS,
    },
    redisUrl: base.REDIS_URL,
    redisPrefix: base.REDIS_PREFIX,
    secretKey: base.SECRET_KEY,
    trustedOrigins: originsIn(settings.env, own),
    previousSecretKeys: base.SECRET_KEY_PREVIOUS ?? [],
    oidcPrivateHosts: privateHosts(base),
    mail: mailConfig(base, file.site.title),
    media: mediaConfig(base, file.media),
    composition: compositionConfig(base, file.composition, baseEnv.INTERNAL_SECRET.example),
    site: file.site,
    limits: file.limits,
    activities: file.activities,
    app: { ...own, ...file[service] } as AppValues<S>,
  };
}

function originsIn(settings: EnvSettings, values: Readonly<Record<string, unknown>>): string[] {
  const trusted = Object.keys(settings).filter((key) => settings[key]?.isTrustedOrigin);
  return trusted.flatMap((key) => (typeof values[key] === 'string' ? [new URL(values[key]).origin] : []));
}

function privateHosts(said: { NODE_ENV: Environment; OIDC_ALLOW_PRIVATE_HOSTS?: string[] | undefined }): string[] {
  const hosts = said.OIDC_ALLOW_PRIVATE_HOSTS ?? [];
  if (said.NODE_ENV !== 'production' || hosts.length === 0) return hosts;
  throw new OperatorError('OIDC_ALLOW_PRIVATE_HOSTS is for development and tests; remove it.');
}

/** The secret that is printed in `.env.example` is known to everybody. */
function refuseTheExample(environment: Environment, secret: string): void {
  if (environment !== 'production' || secret !== baseEnv.SECRET_KEY.example) return;
  throw new OperatorError('SECRET_KEY is the one from .env.example; make your own with: openssl rand -hex 32');
}
