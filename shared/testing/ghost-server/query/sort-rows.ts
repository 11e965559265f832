/** Sorts by `updated_at asc,id asc` and the like; what is unknown sorts nothing. */
export function sortRows<Row extends object>(rows: Row[], order: string): Row[] {
  const terms = order.split(',').map((term) => {
    const [key = '', way = 'asc'] = term.trim().split(/\s+/);
    return { key, sign: way.toLowerCase() === 'desc' ? -1 : 1 };
  });
  return rows.toSorted((one, other) => {
    for (const { key, sign } of terms) {
      const compared = compare((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]);
      if (compared !== 0) return compared * sign;
    }
    return 0;
  });
}

/** Nothing comes before everything, as in SQLite. */
export function compare(one: unknown, other: unknown): number {
  if (one === other) return 0;
  if (one === null || one === undefined) return -1;
  if (other === null || other === undefined) return 1;
  return (one as string) < (other as string) ? -1 : 1;
}
