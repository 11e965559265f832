import { ghostReader } from '../infrastructure/adapters/ghost/ghost-reader.js';
import { mirrorGhost, type MirrorReport } from '../infrastructure/adapters/ghost/mirror-ghost.js';
import { ghostEnv } from '../infrastructure/config/ghost-env.js';
import { readEnv } from '../infrastructure/config/read-env.js';
import { version } from '../infrastructure/config/version.js';
import { createHttpClient } from '../infrastructure/http/client/create-http-client.js';
import { AppError, OperatorError } from '../lib/errors.js';
import { showProgress } from './progress.js';
import { withServicesAndBell } from './with-services.js';
import type { World } from './world.js';

export interface SyncOptions {
  full: boolean;
  isCertain: boolean;
}

/**
 * Brings over what changed in the Ghost of GHOST_URL since it was read last, and removes what is gone.
 *
 * @throws OperatorError when it is not known where the Ghost is, when it does not answer or refuses us, and when so much
 * is gone that nothing was removed.
 */
export async function syncGhost(url: string, world: World, options: SyncOptions): Promise<MirrorReport> {
  const { GHOST_URL: site, GHOST_ADMIN_API_KEY: key } = readEnv(ghostEnv, world.env);
  if (site === undefined) throw new OperatorError('GHOST_URL is not set; say where the Ghost is.');
  if (key === undefined) {
    throw new OperatorError('GHOST_ADMIN_API_KEY is not set; make one under Integrations in Ghost.');
  }
  const { say, end } = showProgress(world.stderr);
  const http = createHttpClient({ version, baseUrl: site, allowedOrigins: [new URL(site).origin] });
  const reader = ghostReader({ site, key, http, clock: () => new Date(), say });
  try {
    return await withServicesAndBell(url, world.env, (services) => mirrorGhost(services, reader, { ...options, say }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'ghost-gone') throw error;
    throw new OperatorError(`${error.sentence} If that is meant, say --believe-it.`, { cause: error });
  } finally {
    http.close();
    end();
  }
}
