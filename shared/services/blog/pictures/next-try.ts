const minute = 60_000;
const hour = 60 * minute;

/** After each attempt that failed. A server that is away for a weekend is found again; after five days nobody asks any more. */
const pausesMs = [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour, 24 * hour, 24 * hour, 48 * hour];

/** Null when it was tried often enough. */
export function nextTry(attempts: number, now: Date): Date | null {
  const pause = pausesMs[attempts - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause);
}
