// Four services in one process, each with a listener of its own that shows one fragment: as ours do, as Podium's do, or
// as a plain Koa server would.
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import type { Services } from '../../../contracts/registry.js';
import type { AnyApp } from '../../../infrastructure/app/define-app.js';
import { openHouse } from '../../../infrastructure/app/house.js';
import { startService } from '../../../infrastructure/app/start-service.js';
import { loadConfig } from '../../../infrastructure/config/config.js';
import { roomsOf } from '../../../testing/room-of.js';
import { appsOfFour, four, types, type OneOfFour, type Side } from '../cold/four.js';
import { openPodlet } from '../cold/podium.js';

const side = process.env['ROSE_BENCH_SIDE'] as Side;
const apps = await appsOfFour(process.env['DATABASE_URL'] ?? '');

async function startOurs(type: OneOfFour): Promise<number> {
  const name = four[type];
  const { wire } = (await roomsOf(name))[name];
  const service = await startService(apps[type], wire, loadConfig(name, apps[type].settings));
  return service.internalPort;
}

/** Makes the HTML of one fragment as ours is made, for whoever sends it. */
function maker(app: AnyApp, type: OneOfFour): () => Promise<string> {
  const config = loadConfig(app.name, app.settings);
  const { showFragment } = openHouse(app, { config, services: {} as Services, composition: null });
  return async () => (await showFragment(type, {}, '-')).html.trim();
}

async function startPlain(type: OneOfFour): Promise<number> {
  const make = maker(apps[type], type);
  const koa = new Koa();
  koa.use(async (ctx) => {
    ctx.body = await make();
    ctx.type = 'html';
  });
  const server = koa.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

const start = {
  ours: startOurs,
  koa: startPlain,
  podium: (type: OneOfFour) => openPodlet(type, maker(apps[type], type)),
}[side];

process.on('disconnect', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));

const ports: Partial<Record<OneOfFour, number>> = {};
for (const type of types) ports[type] = await start(type);
process.send?.({ kind: 'ready', publicPort: 0, internalPort: 0, ports });
