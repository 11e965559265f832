import { join } from 'node:path';
import { appNames, type AppName } from '../../contracts/apps.js';
import type { Ports } from '../settings/ports.js';
import type { Env } from '../../infrastructure/config/read-env.js';
import type { Settings } from '../settings/read-settings.js';
import type { Secrets } from '../settings/keep-secrets.js';

export interface Stores {
  databaseUrl: string;
  redisUrl: string;
}

const ofTheSupervisor = ['PORT', 'PORT_BASE', 'BIND', 'DATA_DIR', 'TLS_CERT', 'TLS_KEY', 'NODE_CHANNEL_FD'];
const asFiles = ['DATABASE_URL', 'DATABASE_DIRECT_URL', 'REDIS_URL', 'SECRET_KEY', 'INTERNAL_SECRET', 'SMTP_URL'];

/** What all six services are told alike. */
export function sharedEnv(settings: Settings, ports: Ports, secrets: Secrets, stores: Stores): Record<string, string> {
  return {
    NODE_ENV: 'development',
    ROLE: 'all',
    LOG_LEVEL: settings.logLevel ?? 'warn',
    BASE_DOMAIN: settings.baseDomain,
    PUBLIC_SCHEME: settings.scheme,
    PUBLIC_PORT: String(settings.publicPort),
    LISTEN_HOST: '127.0.0.1',
    DATABASE_URL: stores.databaseUrl,
    ...(settings.directUrl ? { DATABASE_DIRECT_URL: settings.directUrl } : {}),
    REDIS_URL: stores.redisUrl,
    SECRET_KEY: settings.secretKey ?? secrets.secretKey,
    INTERNAL_SECRET: settings.internalSecret ?? secrets.internalSecret,
    INTERNAL_URLS: appNames.map((name) => `${name}=http://127.0.0.1:${ports.internal[name]}`).join(','),
    // Past the gateway, whose certificate may be one that only a browser was told to trust.
    PUBLIC_URLS_INSIDE: appNames.map((name) => `${name}=http://127.0.0.1:${ports.apps[name]}`).join(','),
    RUN_MIGRATIONS: 'false',
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    MAIL_FROM: `Rose Ash <hello@${settings.baseDomain}>`,
    MEDIA_DIR: join(settings.dataDir, 'media'),
  };
}

/** One service's environment: the operator's own, without what speaks to the supervisor alone, and what all are told. */
export function serviceEnv(outer: Env, shared: Record<string, string>, ports: Ports, name: AppName): NodeJS.ProcessEnv {
  const hidden = new Set([...ofTheSupervisor, ...asFiles.map((key) => `${key}_FILE`)]);
  const inherited = Object.fromEntries(Object.entries(outer).filter(([key]) => !hidden.has(key)));
  return {
    ...inherited,
    ...shared,
    LISTEN_PORT: String(ports.apps[name]),
    INTERNAL_PORT: String(ports.internal[name]),
  };
}
