// The page that is made of the four, by us, by Podium, or by a plain Koa server that asks for each and puts them together.
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { request } from 'undici';
import { defineApp } from '../../../infrastructure/app/define-app.js';
import type { Routes } from '../../../infrastructure/app/router.js';
import { startService } from '../../../infrastructure/app/start-service.js';
import { loadConfig } from '../../../infrastructure/config/config.js';
import type { View } from '../../../infrastructure/views/define-view.js';
import { roomsOf } from '../../../testing/room-of.js';
import { types, type PageOrder, type Side } from '../cold/four.js';
import { openLayout } from '../cold/podium.js';

/** Each page is another guest's, and asks for fragments that nobody has asked for. */
function coldRoutes(home: View<object>): Routes {
  let times = 0;
  const [sample] = Object.values(home.samples as unknown as Record<string, { parts: object }>);
  const part = (type: 'market/shelf' | 'events/upcoming' | 'federation/latest') =>
    ({ type, params: { limit: times, level: 2 } }) as const;
  return (router) => {
    router.get('cold', '/', async (ctx) => {
      times += 1;
      ctx.state.guestBasket = times.toString(16).padStart(64, '0');
      const parts = await ctx.compose({
        ...{ shelf: part('market/shelf'), upcoming: part('events/upcoming'), latest: part('federation/latest') },
      });
      const { shelf, upcoming, latest } = parts;
      const others = { shelf: shelf.html, upcoming: upcoming.html, latest: latest.html };
      await ctx.render(home, { ...sample, parts: { ...sample?.parts, ...others } });
    });
  };
}

async function startOurs(): Promise<void> {
  const { app, wire } = (await roomsOf('blog')).blog;
  const home = app.views.find(({ name }) => name === 'pages/home') as View<object>;
  const cold = defineApp({ ...app, routes: [coldRoutes(home)] });
  const service = await startService(cold, wire, loadConfig(app.name, app.settings));
  await service.opened;
  process.send?.({ kind: 'ready', publicPort: service.publicPort, internalPort: service.internalPort });
}

async function startPlain({ ports, shell }: PageOrder): Promise<number> {
  const koa = new Koa();
  koa.use(async (ctx) => {
    const parts = await Promise.all(
      types.map(async (type) => (await request(`http://127.0.0.1:${ports[type]}/`)).body.text()),
    );
    ctx.type = 'html';
    ctx.body = shell.map((text, index) => text + (parts[index] ?? '')).join('');
  });
  const server = koa.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

process.on('disconnect', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));

const side = process.env['ROSE_BENCH_SIDE'] as Side;
if (side === 'ours') await startOurs();
else {
  process.on('message', (message) => {
    const order = message as PageOrder & { kind?: string };
    if (order.kind !== 'page') return;
    void (side === 'podium' ? openLayout(order) : startPlain(order)).then((publicPort) => {
      process.send?.({ kind: 'ready', publicPort, internalPort: 0 });
    });
  });
  process.send?.({ kind: 'what?' });
}
