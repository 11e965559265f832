/** Ms to wait after failure number `attempt` (1, 2, ...). */
export type Backoff = (baseMs: number, attempt: number) => number;

const longestMs = 3_600_000;

/** Doubles with each failure, an hour at most, give or take a quarter: what failed together does not come back together. */
export const growingBackoff: Backoff = (baseMs, attempt) => {
  const ms = Math.min(baseMs * 2 ** (attempt - 1), longestMs);
  return Math.round(ms * (0.75 + Math.random() / 2));
};
