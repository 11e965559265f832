import type { GhostFailure, GhostTrouble } from '../../../contracts/ghost-watch.js';
import { AppError } from '../../../lib/errors.js';

const troubles: Readonly<Record<string, GhostTrouble>> = {
  'ghost-refused': 'refused',
  'ghost-busy': 'busy',
  'ghost-away': 'away',
  'ghost-answer': 'answer',
  'ghost-gone': 'gone',
};

const aMinuteMs = 60_000;
const anHourMs = 3_600_000;
const mostAwayMs = 15 * aMinuteMs;

export function troubleOf(error: unknown): GhostTrouble {
  return error instanceof AppError ? (troubles[error.code] ?? 'broken') : 'broken';
}

/**
 * What is kept of a reading that failed. One that was refused is a pause: Ghost locks out who asks again with a wrong key.
 *
 * @param failures in a row before this one.
 * @param random from 0 to 1.
 */
export function failedBy(error: unknown, failures: number, random: () => number = Math.random): GhostFailure {
  const trouble = troubleOf(error);
  const why = error instanceof AppError ? error.sentence : 'Something broke here; the log of the worker says what.';
  const waitMs = waitAfter(trouble, failures, error, random());
  return { kind: 'failed', trouble, why, waitMs, isPause: trouble === 'refused' };
}

/** Too often: what it asks for, else a minute, doubled up to an hour. All else: half of that, a quarter of an hour at most. */
function waitAfter(trouble: GhostTrouble, failures: number, error: unknown, luck: number): number {
  const doubled = aMinuteMs * 2 ** Math.min(failures, 10);
  if (trouble !== 'busy') return Math.round(Math.min(doubled / 2, mostAwayMs) * (0.75 + luck / 2));
  const said = error instanceof AppError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  return Math.min(said || doubled, anHourMs);
}
