import { appNames, type AppName } from '../contracts/apps.js';
import type { Services } from '../contracts/registry.js';
import { galleryPaths, galleryRoutes } from '../dev/gallery/gallery-routes.js';
import { createApp } from '../infrastructure/app/create-app.js';
import type { AnyApp } from '../infrastructure/app/define-app.js';
import { openHouse } from '../infrastructure/app/house.js';
import { listen, type Listener } from '../infrastructure/app/server.js';
import { loadConfig } from '../infrastructure/config/config.js';
import { FloodCounter } from '../infrastructure/http/flood-counter.js';
import { createLog } from '../infrastructure/log/log.js';
import { createMetrics } from '../infrastructure/metrics/metrics.js';
import { ask, type Answered } from '../testing/app-under-test.js';
import { appCalled } from '../testing/room-of.js';

/** The galleries of all six apps on loopback. They show samples only, so there is no database and no Redis behind them. */
export interface GalleryHouse {
  /** Addresses of every sample, under the sites' own host names. */
  pages: readonly GalleryPage[];
  close(): Promise<void>;
}

export interface GalleryPage {
  app: AppName;
  /** `pages/home/empty`. */
  name: string;
  url: string;
}

export async function openGalleryHouse(): Promise<GalleryHouse> {
  const rooms = await Promise.all(appNames.map(openRoom));
  return {
    pages: rooms.flatMap((room) => room.pages),
    async close() {
      await Promise.all(rooms.map(({ door }) => door.stop(0)));
    },
  };
}

/** Asks for a page, or another path of its site. Node does not know `*.localhost`, so the name goes into the header. */
export function askGallery({ url }: Pick<GalleryPage, 'url'>, path = new URL(url).pathname): Promise<Answered> {
  const { port, host } = new URL(url);
  return ask(`http://127.0.0.1:${port}${path}`, { headers: { host, accept: 'text/html' } });
}

async function openRoom(name: AppName): Promise<{ pages: GalleryPage[]; door: Listener }> {
  const app = await appCalled(name);
  const door = await listen(answerer(app), '127.0.0.1', 0, 'LISTEN_PORT');
  const origin = `http://${name}.rose.localhost:${door.port}`;
  const pages = galleryPaths(app, name === 'blog').map((path) => ({
    app: name,
    name: nameOf(path),
    url: origin + path,
  }));
  return { pages, door };
}

function answerer(app: AnyApp) {
  const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', REDIS_URL: 'redis://127.0.0.1:1' };
  const config = loadConfig(app.name, app.settings, {
    ...{
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      SECRET_KEY: 'a gallery keeps no secrets at all',
      INTERNAL_SECRET: 'and asks nobody for anything, ever',
    },
    ...nowhere,
  });
  const log = createLog({ ...config, level: config.logLevel });
  const rules = { requests: 100_000, seconds: 60 };
  const services = {} as Services;
  return createApp(app, {
    ...{ config, log, services, house: openHouse(app, { config, services, composition: null }) },
    sessions: { find: async () => null, end: async () => undefined },
    metrics: createMetrics({ service: app.name, role: 'web' }),
    flood: new FloodCounter({ rules, prefix: 'gallery', redis: null, log }),
    signIns: new FloodCounter({ rules, prefix: 'gallery', redis: null, log }),
    readiness: async () => ({ ready: true, checks: {} }),
    extraRoutes: [galleryRoutes(app)],
  }).callback();
}

function nameOf(path: string): string {
  return decodeURIComponent(path.slice('/__gallery/'.length));
}
