import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand } from '../../../dev/process/run-command.js';
import { types, type OneOfFour, type PageOrder } from './four.js';

const packages = ['@podium/layout@5.4.2', '@podium/podlet@5.4.2', 'express@4.21.2'];

/** Brings Podium into an empty folder. Whether it could be had. */
export async function fetchPodium(folder: string): Promise<boolean> {
  const options = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
  const { code } = await runCommand('npm', ['install', ...options, ...packages], { cwd: folder, timeout: 90_000 });
  return code === 0;
}

// What is used of libraries that are not the project's own.
interface App extends RequestListener {
  use(middleware: unknown): void;
  get(path: string, handler: (request: unknown, response: Response) => unknown): void;
}
interface Response {
  locals: { podium: unknown };
  send(body: unknown): void;
  podiumSend(body: string): void;
}
interface Podlet {
  middleware(): unknown;
  manifest(): string;
  content(): string;
  view(template: (incoming: unknown, body: string) => string): void;
}
interface Layout extends Pick<Podlet, 'middleware' | 'view'> {
  client: {
    register(options: { name: string; uri: string }): { fetch(incoming: unknown): Promise<{ content: string }> };
  };
}
type Made<T> = new (options: object) => T;

async function load<T>(path: string): Promise<T> {
  const folder = process.env['ROSE_BENCH_PODIUM'] ?? '';
  return (await import(pathToFileURL(join(folder, 'node_modules', path)).href)) as T;
}

/** One fragment as Podium's manual serves it. The port. */
export async function openPodlet(type: OneOfFour, make: () => Promise<string>): Promise<number> {
  const { default: Podlet } = await load<{ default: Made<Podlet> }>('@podium/podlet/lib/podlet.js');
  const podlet = new Podlet({ name: type.replace('/', '-'), version: '1.0.0', pathname: '/', development: false });
  podlet.view((_incoming, body) => body);
  const app = await openExpress();
  app.use(podlet.middleware());
  app.get(podlet.manifest(), (_request, response) => response.send(podlet));
  app.get(podlet.content(), async (_request, response) => response.podiumSend(await make()));
  return listen(app);
}

/** The page as Podium's manual composes it. The port. */
export async function openLayout({ ports, shell }: PageOrder): Promise<number> {
  const { default: Layout } = await load<{ default: Made<Layout> }>('@podium/layout/lib/layout.js');
  const layout = new Layout({ name: 'page', pathname: '/' });
  layout.view((_incoming, body) => body);
  const clients = types.map((type) =>
    layout.client.register({ name: type.replace('/', ''), uri: `http://127.0.0.1:${ports[type]}/manifest.json` }),
  );
  const app = await openExpress();
  app.use(layout.middleware());
  app.get('/', async (_request, response) => {
    const parts = await Promise.all(clients.map((client) => client.fetch(response.locals.podium)));
    response.podiumSend(shell.map((text, index) => text + (parts[index]?.content ?? '')).join(''));
  });
  return listen(app);
}

async function openExpress(): Promise<App> {
  const { default: express } = await load<{ default: () => App }>('express/index.js');
  return express();
}

async function listen(app: App): Promise<number> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
