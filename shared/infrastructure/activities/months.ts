/** The first moment of a month, in UTC, some months before that of `moment`. */
export function monthsBefore(moment: Date, months: number): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() - months, 1));
}

/** `2026-11`, of a moment in it, in UTC. */
export function monthOf(moment: Date): string {
  return moment.toISOString().slice(0, 7);
}
