import { setTimeout as pause } from 'node:timers/promises';
import type { Turned } from '../infrastructure/adapters/ghost/in-ghost-turn.js';
import type { MirrorReport } from '../infrastructure/adapters/ghost/mirror-ghost.js';
import { readInTurn, type Reading } from '../infrastructure/adapters/ghost/read-in-turn.js';
import { version } from '../infrastructure/config/version.js';
import { createHttpClient } from '../infrastructure/http/client/create-http-client.js';
import { AppError, OperatorError } from '../lib/errors.js';
import { ghostPlace } from './ghost-place.js';
import { showProgress } from './progress.js';
import { withServicesAndBell } from './with-services.js';
import type { World } from './world.js';

const mostAttempts = 12;
const betweenMs = 250;

export interface SyncOptions {
  full: boolean;
  isCertain: boolean;
}

export interface SyncReport extends MirrorReport {
  /** How many things a whole comparison found otherwise than they should have been; null when there was none. */
  drift: number | null;
}

/**
 * Brings over what changed in the Ghost of GHOST_URL since it was read last, and removes what is gone.
 *
 * @throws OperatorError when it is not known where the Ghost is, when another reads it or reading is paused, when it does
 * not answer or refuses us, and when so much is gone that nothing was removed.
 */
export async function syncGhost(url: string, world: World, options: SyncOptions): Promise<SyncReport> {
  const { site, key } = ghostPlace(world.env);
  const { say, end } = showProgress(world.stderr);
  const http = createHttpClient({ version, baseUrl: site, allowedOrigins: [new URL(site).origin] });
  const how = { ...options, site, key, http, say, clock: () => new Date(), by: 'rose ghost sync', isByHand: true };
  try {
    const turned = await withServicesAndBell(url, world.env, (services) =>
      onceFree(() => readInTurn({ ...how, services })),
    );
    return reportOf(turned, site);
  } finally {
    http.close();
    end();
  }
}

/** A worker that only glances is soon done. */
async function onceFree(read: () => Promise<Turned<Reading>>): Promise<Turned<Reading>> {
  for (let attempt = 1; ; attempt += 1) {
    const turned = await read();
    if (turned.kind !== 'held' || attempt === mostAttempts) return turned;
    await pause(betweenMs);
  }
}

function reportOf(turned: Turned<Reading>, site: string): SyncReport {
  switch (turned.kind) {
    case 'done': {
      const { report, drift } = turned.value;
      if (report === null) throw new Error('whoever asks by hand has it read');
      return { ...report, drift };
    }
    case 'held':
      throw new OperatorError(`${site} is being read just now, by ${turned.by}; ask again in a minute.`);
    case 'paused':
      throw new OperatorError(`Reading ${site} is paused. ${turned.why} When that is mended, say rose ghost resume.`);
    case 'waits':
      throw new OperatorError(`${site} is not asked before ${turned.until.toISOString()}. ${turned.why}`);
    case 'failed':
      throw failureOf(turned.error);
  }
}

function failureOf(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'ghost-gone') return error;
  return new OperatorError(`${error.sentence} If that is meant, say --believe-it.`, { cause: error });
}
