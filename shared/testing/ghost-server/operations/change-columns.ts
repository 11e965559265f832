import type { Ghost } from '../ghost.js';

/**
 * Writes what differs and moves `updated_at`; returns what was there before, as webhooks tell it, or null when nothing
 * differed.
 */
export function changeColumns<Row extends { updated_at: string }>(
  { clock }: Ghost,
  row: Row,
  changes: Partial<Row>,
): Record<string, unknown> | null {
  const different = Object.entries(changes).filter(
    ([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(row[key as keyof Row]),
  );
  if (different.length === 0) return null;
  const previous: Record<string, unknown> = Object.fromEntries(different.map(([key]) => [key, row[key as keyof Row]]));
  previous['updated_at'] = row.updated_at;
  Object.assign(row, Object.fromEntries(different), { updated_at: clock.stamp() });
  return previous;
}
