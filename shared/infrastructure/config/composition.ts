import { appNames, type AppName, type Environment } from '../../contracts/apps.js';
import { OperatorError } from '../../lib/errors.js';
import type { BaseFile } from './base-file.js';
import { originsOfApps } from './origins-of-apps.js';

/** How pages are put together from what six services show. */
export interface CompositionConfig extends NonNullable<BaseFile['composition']> {
  /** Keys the signatures of services that ask each other. */
  internalSecret: string;
  /** Origins of the internal listeners. */
  internalUrls: Readonly<Record<AppName, string>>;
  /** The Redis that may evict. */
  cacheRedisUrl: string;
}

/** Those that are not named are found under their own name. */
export const internalUrls = originsOfApps('blog=http://blog:9000,market=http://market:9000');

interface Said {
  NODE_ENV: Environment;
  INTERNAL_SECRET: string;
  INTERNAL_PORT: number;
  INTERNAL_URLS?: Partial<Record<AppName, string>> | undefined;
  REDIS_URL: string;
  CACHE_REDIS_URL?: string | undefined;
}

/** @param example what `.env.example` prints for INTERNAL_SECRET. @throws OperatorError in production for that very secret. */
export function compositionConfig(said: Said, limits: BaseFile['composition'], example: string): CompositionConfig {
  if (said.NODE_ENV === 'production' && said.INTERNAL_SECRET === example) {
    throw new OperatorError('INTERNAL_SECRET is the one from .env.example; make your own with: openssl rand -hex 32');
  }
  const usual = (app: AppName) => `http://${app}:${said.INTERNAL_PORT || 9000}`;
  return {
    ...limits,
    internalSecret: said.INTERNAL_SECRET,
    internalUrls: Object.fromEntries(appNames.map((app) => [app, said.INTERNAL_URLS?.[app] ?? usual(app)])) as Record<
      AppName,
      string
    >,
    cacheRedisUrl: said.CACHE_REDIS_URL ?? said.REDIS_URL,
  };
}
