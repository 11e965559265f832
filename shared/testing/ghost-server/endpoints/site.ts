import type { Ghost } from '../ghost.js';
import type { Route } from './route.js';

export const siteRoutes: Route[] = [
  {
    method: 'GET',
    path: /^\/site\/$/,
    isOpen: true,
    answer: (ghost) => ({ status: 200, body: { site: siteOf(ghost) } }),
  },
  {
    ...{ method: 'GET', path: /^\/config\/$/ },
    answer: ({ faults }) => ({
      status: 200,
      body: {
        config: { version: `${faults.version.slice(1)}.0`, environment: 'production', database: 'sqlite3', labs: {} },
      },
    }),
  },
  {
    ...{ method: 'GET', path: /^\/settings\/$/ },
    answer: ({ world }) => ({
      status: 200,
      body: { settings: [...world.settings.values()].map(({ key, value }) => ({ key, value })), meta: {} },
    }),
  },
];

const shown = ['title', 'description', 'logo', 'icon', 'cover_image', 'accent_color', 'locale', 'timezone'];

function siteOf({ world, origin, siteUuid, faults }: Ghost) {
  const told = Object.fromEntries(shown.map((key) => [key, world.settings.get(key)?.value ?? null]));
  const version = faults.version.slice(1);
  return { ...told, url: `${origin}/`, version, allow_external_signup: true, site_uuid: siteUuid };
}
