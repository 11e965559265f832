/** One answer as the caches keep it. */
export interface Entry {
  html: string;
  /** What it shows; an invalidation of any of these ends it. */
  tags: readonly string[];
  /** Of the epoch keys, in which it was begun; another one ends it. */
  namespace: string;
  /** Read before the rendering began. */
  epoch: number;
  /** Milliseconds since 1970. */
  madeAt: number;
  ttlMs: number;
  staleMs: number;
}

export type Freshness = 'fresh' | 'stale' | 'over';

/** By its age alone; whether its tags still hold is for the epochs to say. */
export function freshnessOf({ madeAt, ttlMs, staleMs }: Entry, now: number): Freshness {
  const ageMs = now - madeAt;
  if (ageMs < ttlMs) return 'fresh';
  return ageMs < ttlMs + staleMs ? 'stale' : 'over';
}
