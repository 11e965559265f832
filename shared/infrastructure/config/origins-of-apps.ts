import { z } from 'zod';
import { appNames, type AppName, type Environment } from '../../contracts/apps.js';
import type { SiteUrls } from './site-urls.js';

const isOrigin = (value: string) => URL.canParse(value) && new URL(value).origin === value;

/** `blog=http://blog:9000,market=http://market:9000`: some of the six with an origin each. */
export function originsOfApps(like: string) {
  return z
    .string()
    .transform((text) => text.split(',').map((pair) => pair.trim().split('=') as [string, string?]))
    .refine(
      (pairs) => pairs.every(([app, url]) => (appNames as readonly string[]).includes(app) && isOrigin(url ?? '')),
      { error: `must name services with their origins, like ${like}` },
    )
    .transform((pairs) => Object.fromEntries(pairs) as Partial<Record<AppName, string>>);
}

export const urlsInside = originsOfApps('federation=http://federation:8000,blog=http://blog:8000');

interface Said {
  NODE_ENV: Environment;
  LISTEN_PORT: number;
  PUBLIC_URLS_INSIDE?: Partial<Record<AppName, string>> | undefined;
}

/** Where our own servers reach the six public listeners: past the proxy in production, by their public names elsewhere. */
export function siteUrlsInside({ NODE_ENV, LISTEN_PORT, PUBLIC_URLS_INSIDE = {} }: Said, urls: SiteUrls): SiteUrls {
  const usual = (app: AppName) => (NODE_ENV === 'production' ? `http://${app}:${LISTEN_PORT || 8000}` : urls[app]);
  return Object.fromEntries(appNames.map((app) => [app, PUBLIC_URLS_INSIDE[app] ?? usual(app)])) as Record<
    AppName,
    string
  >;
}
