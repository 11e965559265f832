import type { AddressInfo, Socket } from 'node:net';
import type { Faults } from './faults/faults.js';
import type { AdminKey, GhostSettings } from './ghost.js';
import { serverFor, type Asked } from './http/serve.js';
import { tokenFor } from './http/token-for.js';
import { newGhost, type GhostServerOptions } from './new-ghost.js';
import { operationsFor, type Operations } from './operations/index.js';
import type { GhostClock } from './state/clock.js';
import type { World } from './state/world.js';
import type { WebhookPost } from './webhooks/webhook-post.js';

/** A stand-in for a Ghost 6.65 on loopback: README.md says what of it was measured. */
export interface GhostServer {
  /** With a slash at the end, as Ghost writes it. */
  url: string;
  origin: string;
  key: AdminKey & { whole: string };
  /** Of the integration whose key it is: `actor_id` of what it did itself. */
  integrationId: string;
  world: World;
  webhooks: WebhookPost;
  operations: Operations;
  faults: Faults;
  clock: GhostClock;
  settings: GhostSettings;
  /** Every request that came, in the order of the answers. */
  asked: Asked[];
  /** A header that Ghost lets in now. */
  authorization(): string;
  stop(): Promise<void>;
}

export async function startGhostServer(options: GhostServerOptions = {}): Promise<GhostServer> {
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  const server = serverFor(() => ghost, asked);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ghost = newGhost(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, options);
  const owner = [...ghost.world.users.values()][0];
  if (!owner) throw new Error('a site without an owner');
  const { origin, key, world, webhooks, faults, clock, settings, integration } = ghost;
  return {
    ...{ url: `${origin}/`, origin, key: { ...key, whole: `${key.id}:${key.secret}` }, integrationId: integration.id },
    ...{ world, webhooks, faults, clock, settings, asked },
    operations: operationsFor(ghost, { id: owner.id, name: owner.name, slug: owner.slug, type: 'user' }),
    authorization: () => `Ghost ${tokenFor(key, Math.floor(settings.wall() / 1000))}`,
    stop: async () => {
      webhooks.forget();
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await webhooks.idle();
    },
  };
}
