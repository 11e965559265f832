/** One look at a page, in ms of one clock. */
export interface View {
  /** The process, and as whom it was looked at. */
  place: string;
  beganAt: number;
  endedAt: number;
  /** Null where the shelf was away, which is no answer to how old it is. */
  loaf: number | null;
}

/** A change that was answered: from here on everybody may expect to see it. */
export interface Done {
  loaf: number;
  at: number;
}

/**
 * How long after a change a place could still show what was before: until the end of the first view that shows the
 * change and after which none that began later shows an older state. Infinity for a change that never showed.
 */
export function lateness({ loaf, at }: Done, views: readonly View[]): number {
  const after = views.filter((view) => view.beganAt >= at && view.loaf !== null) as (View & { loaf: number })[];
  const lastOld = Math.max(-Infinity, ...after.filter((view) => view.loaf < loaf).map(({ beganAt }) => beganAt));
  const shown = after.filter((view) => view.loaf >= loaf && view.beganAt > lastOld).map(({ endedAt }) => endedAt);
  return Math.min(Infinity, ...shown) - at;
}

/** The value that this share (0 to 1) of them does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
