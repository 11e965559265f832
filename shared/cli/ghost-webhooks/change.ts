import type { GhostWebhook } from '../../contracts/ghost-webhooks.js';
import { operator } from '../../contracts/viewer.js';
import { webhookDesk } from '../../infrastructure/adapters/ghost/webhooks/ask-webhooks.js';
import {
  installWebhooks,
  removeWebhooks,
  type InstallReport,
  type RemovalReport,
  type WebhookPlace,
} from '../../infrastructure/adapters/ghost/webhooks/install-webhooks.js';
import { ghostEnv } from '../../infrastructure/config/ghost-env.js';
import { readEnv } from '../../infrastructure/config/read-env.js';
import { version } from '../../infrastructure/config/version.js';
import { createHttpClient } from '../../infrastructure/http/client/create-http-client.js';
import { OperatorError } from '../../lib/errors.js';
import { ghostPlace, ghostSite } from '../ghost-place.js';
import { showProgress } from '../progress.js';
import { withServices } from '../with-services.js';
import type { World } from '../world.js';

/** @throws OperatorError when Ghost, key or secret are not known. AppError as `GhostReader`. */
export function install(url: string, world: World, targetUrl: string): Promise<InstallReport> {
  const { GHOST_WEBHOOK_SECRET: secret } = readEnv(ghostEnv, world.env);
  if (secret === undefined) {
    throw new OperatorError('GHOST_WEBHOOK_SECRET is not set; make one with openssl rand -hex 32, for the blog, too.');
  }
  return atDesk(url, world, (place) => installWebhooks(place, { targetUrl, secret }));
}

/** @throws OperatorError when Ghost or key are not known. AppError as `GhostReader`. */
export function remove(url: string, world: World): Promise<RemovalReport> {
  return atDesk(url, world, removeWebhooks);
}

export function list(url: string, env: World['env']): Promise<GhostWebhook[]> {
  const site = ghostSite(env);
  return withServices(url, ({ blog }) => blog.listGhostWebhooks(operator, site));
}

async function atDesk<T>(url: string, world: World, work: (place: WebhookPlace) => Promise<T>): Promise<T> {
  const { site, key } = ghostPlace(world.env);
  const { say, end } = showProgress(world.stderr);
  const http = createHttpClient({ version, baseUrl: site, allowedOrigins: [new URL(site).origin] });
  const desk = webhookDesk({ site, key, http, say, clock: () => new Date() });
  try {
    return await withServices(url, (services) => work({ services, desk, site, say }));
  } finally {
    http.close();
    end();
  }
}
