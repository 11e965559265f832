import type { Services } from '../../../contracts/registry.js';
import type { Clock } from '../../../contracts/ports.js';
import { AppError } from '../../../lib/errors.js';
import type { HttpClient } from '../../http/client/http-client.js';
import type { Log } from '../../log/log.js';
import type { Turned } from './in-ghost-turn.js';
import { changesIn, readInTurn, type Reading } from './read-in-turn.js';

/** What a job has, as far as a tick needs it. */
export interface TickSurroundings {
  services: Services;
  http: Pick<HttpClient, 'request'>;
  clock: Clock;
  log: Log;
}

export interface GhostPlace {
  site: string;
  /** `id:secret`. */
  key: string;
}

/** What takes longer to get well waits in the table, and holds up no worker. */
const longestPauseMs = 5_000;
/** The one whose answers were measured. */
const knownMajor = '6';

/** A worker's turn at a Ghost. What the Ghost does wrong is written down and is no failure of the job. */
export async function tickGhost(around: TickSurroundings, place: GhostPlace, signal: AbortSignal): Promise<void> {
  const { services, http, clock, log } = around;
  try {
    const turned = await readInTurn({
      ...{ ...place, services, http, clock, signal, longestPauseMs },
      ...{ by: 'the worker', isByHand: false, full: false, isCertain: false },
      say: (what) => log.debug(what),
    });
    tell(turned, log);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'ghost-turn-lost') throw error;
    log.warn('another went on with reading the Ghost, since this one was silent for too long');
  }
}

/** @throws what broke here, and is no doing of the Ghost. */
function tell(turned: Turned<Reading>, log: Log): void {
  if (turned.kind === 'done') tellDone(turned, log);
  else if (turned.kind === 'failed') tellFailed(turned, log);
  else log.debug({ turn: turned.kind }, 'not our turn to read the Ghost');
}

function tellDone({ value, was }: Extract<Turned<Reading>, { kind: 'done' }>, log: Log): void {
  const { report, drift, version } = value;
  if (majorOf(version) !== knownMajor && majorOf(version) !== majorOf(was.version)) {
    log.warn({ version }, 'the Ghost is of another major version than we know; it is read all the same');
  }
  if (was.failures > 0) log.info('the Ghost is read again');
  if (report === null) return;
  const changed = changesIn(report);
  log[changed > 0 || drift !== null ? 'info' : 'debug'](
    { changed, removed: report.removed, drift },
    'the Ghost was read',
  );
}

function tellFailed({ failure, error, was }: Extract<Turned<Reading>, { kind: 'failed' }>, log: Log): void {
  const { trouble, why, waitMs, isPause } = failure;
  if (trouble === 'broken') throw error;
  if (isPause) {
    log.error({ why }, 'reading the Ghost is paused until there is another key, or rose ghost resume');
    return;
  }
  log[was.failures === 0 ? 'warn' : 'debug']({ trouble, why, waitMs }, 'the Ghost was not read; it is tried later');
}

/** Of `v6.65`; what says nothing is taken for what we know. */
function majorOf(version: string | null): string {
  return /^v?(\d+)\./.exec(version ?? '')?.[1] ?? knownMajor;
}
