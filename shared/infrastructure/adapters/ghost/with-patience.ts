import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../../lib/errors.js';

export interface Patience {
  /** Says what is waited for, and how long. */
  say?: (what: string) => void;
  wait?: (ms: number) => Promise<unknown>;
  /** Pauses longer than this are left to whoever asked; an hour if absent. */
  longestPauseMs?: number;
  /** Why nobody waits any more. */
  signal?: AbortSignal;
}

const mostTries = 6;
const firstPauseMs = 1_000;
const busyPauseMs = 60_000;
const anHourMs = 3_600_000;

/**
 * Asks again what may work another time: after 1 s, doubled each time, give or take a half; a Ghost that was asked too
 * often after what it says, else after a minute, doubled up to an hour. What it refuses is not asked twice.
 */
export async function withPatience<T>(ask: () => Promise<T>, patience: Patience = {}): Promise<T> {
  const { say, longestPauseMs = anHourMs, signal } = patience;
  const wait = patience.wait ?? ((ms: number) => pause(ms, undefined, signal && { signal }));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const ms = error instanceof AppError && attempt < mostTries ? pauseAfter(error, attempt) : null;
      if (ms === null || ms > longestPauseMs) throw error;
      say?.(`${(error as AppError).sentence} Asking again in ${Math.ceil(ms / 1000)} s`);
      await wait(ms);
    }
  }
}

function pauseAfter({ code, retryAfterSeconds }: AppError, attempt: number): number | null {
  const doubled = 2 ** (attempt - 1);
  if (code === 'ghost-busy') return Math.min(anHourMs, (retryAfterSeconds ?? 0) * 1000 || busyPauseMs * doubled);
  if (code === 'ghost-away') return firstPauseMs * doubled * (0.5 + Math.random());
  return null;
}
