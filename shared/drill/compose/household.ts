// One process of the drill's house: the services it is told of, as they ship. It says over IPC where they answer, edits
// when it is asked to, and ends with its parent.
import type { AppName } from '../../contracts/apps.js';
import type { Services } from '../../contracts/registry.js';
import { startService, type Service } from '../../infrastructure/app/start-service.js';
import type { Wire } from '../../infrastructure/app/wire.js';
import { loadConfig } from '../../infrastructure/config/config.js';
import { roomsOf } from '../../testing/room-of.js';
import { carryOut, type Edit } from './edit.js';

/** What the parent asks for. */
export interface Wish {
  id: number;
  edit: Edit;
}

/** What it is told. `ready` comes once, `done` for each wish. */
export type News =
  | { kind: 'ready'; ports: Partial<Record<AppName, { open: number; internal: number }>> }
  | { kind: 'done'; id: number; problem: string | null; ms: number };

const names = process.argv.slice(2) as AppName[];
const rooms = await roomsOf(...names);
const running = new Map<AppName, Service>();
const known: Services[] = [];

for (const name of names) {
  const { app, wire } = rooms[name];
  const listening: Wire = (deps) => {
    const services = wire(deps);
    known.push(services);
    return services;
  };
  running.set(name, await startService(app, listening, loadConfig(name, app.settings)));
}
await Promise.all([...running.values()].map(({ opened }) => opened));

process.on('message', (wish: Wish) => {
  const began = performance.now();
  const tell = (problem: string | null) => say({ kind: 'done', id: wish.id, problem, ms: performance.now() - began });
  edit(wish.edit).then(
    () => tell(null),
    (error: unknown) => tell(String(error)),
  );
});
process.once('disconnect', () => process.exit(1));
process.once('SIGTERM', () => {
  void Promise.all([...running.values()].map((service) => service.stop())).then(() => process.exit(0));
});

say({
  kind: 'ready',
  ports: Object.fromEntries(
    [...running].map(([name, { publicPort, internalPort }]) => [name, { open: publicPort, internal: internalPort }]),
  ),
});

/** Whichever service it is that does it: all have the same ones. */
async function edit(wanted: Edit): Promise<void> {
  const [services] = known;
  if (services === undefined) throw new Error('nobody lives here');
  await carryOut(services, wanted);
}

function say(news: News): void {
  process.send?.(news);
}
