/** When a task that failed is tried again. After the last pause it is tried once more, and then no more. */
export interface Backoff {
  /** Between one attempt and the next, in ms. */
  pausesMs: readonly number[];
  /** From 0 to 1; spreads what failed together. */
  random: () => number;
}

/** Six attempts within a quarter of an hour: longer than a roll, or a database that is restarted. */
export const usualBackoff: Backoff = {
  pausesMs: [1_000, 5_000, 30_000, 120_000, 600_000],
  random: Math.random,
};

const spread = 0.2;

/** ms until the next attempt, give or take a fifth; null when there is none. */
export function pauseAfter(attempts: number, { pausesMs, random }: Backoff): number | null {
  const pause = pausesMs[attempts - 1];
  return pause === undefined ? null : Math.round(pause * (1 - spread + 2 * spread * random()));
}
