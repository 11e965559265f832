import { createHmac } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import { faultsWith, type Faults } from './faults/faults.js';
import type { AdminKey, Ghost, GhostSettings } from './ghost.js';
import { serverFor, type Asked } from './http/serve.js';
import { operationsFor, type Operations } from './operations/index.js';
import { chanceOf, hexOf } from './state/chance.js';
import { ghostClock, type GhostClock } from './state/clock.js';
import { foundSite } from './state/found-site.js';
import { idsFrom } from './state/ids.js';
import { emptyWorld, type World } from './state/world.js';
import { webhookPost, type WebhookPost } from './webhooks/webhook-post.js';

export interface GhostServerOptions extends Partial<GhostSettings> {
  /** Ids and the luck of faults follow from it. */
  seed?: number;
  /** Holds the clock from the beginning. */
  at?: string;
}

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

function newGhost(origin: string, { seed = 1, at, ...settings }: GhostServerOptions): Ghost {
  const clock = ghostClock();
  if (at !== undefined) clock.hold(at);
  // Streams of their own: how often a sync asks must not change which ids come next.
  const [forIds, forFaults, forWebhooks] = [chanceOf(seed), chanceOf(seed + 1_000_003), chanceOf(seed + 2_000_003)];
  const ids = idsFrom(forIds, clock);
  const integration = {
    id: ids.objectId(),
    name: 'Rose Ash sync',
    slug: 'rose-ash-sync',
    type: 'integration' as const,
  };
  const ghost: Ghost = {
    ...{ origin, siteUuid: ids.uuid(), key: { id: hexOf(forIds, 24), secret: hexOf(forIds, 64) }, integration },
    ...{ world: emptyWorld(), clock, ids, chance: forWebhooks, faults: faultsWith(forFaults) },
    webhooks: webhookPost(() => ghost),
    settings: { ...usual, ...settings },
  };
  foundSite(ghost);
  return ghost;
}

const usual: GhostSettings = {
  ...{ bulkActions: 'one', actionLagMs: 0, allowInternalTargets: true, signature: 'body and time' },
  wall: () => Date.now(),
};

/** A token as Ghost's documentation makes it, good for five minutes from `iat`, in seconds. */
export function tokenFor({ id, secret }: AdminKey, iat: number, claims: Record<string, unknown> = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'HS256', typ: 'JWT', kid: id });
  const body = part({ iat, exp: iat + 300, aud: '/admin/', ...claims });
  const signature = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${head}.${body}`).digest('base64url');
  return `${head}.${body}.${signature}`;
}
