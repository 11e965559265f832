import type { Comparison, Filter } from './parse-filter.js';

/** The value of a column, or the values of a relation. */
export type Lookup = (key: string) => unknown;

export function matches(filter: Filter, valueOf: Lookup): boolean {
  if ('all' in filter) return filter.all.every((inner) => matches(inner, valueOf));
  if ('any' in filter) return filter.any.some((inner) => matches(inner, valueOf));
  const found = valueOf(filter.key);
  const values = Array.isArray(found) ? (found as unknown[]) : [found];
  return values.some((value) => filter.values.some((asked) => holds(filter, asText(value), asked))) !== filter.not;
}

function holds({ operator }: Comparison, value: string | null, asked: string | null): boolean {
  if (value === null || asked === null) return operator === '=' && value === asked;
  switch (operator) {
    case '=':
      return value === asked;
    case '>':
      return value > asked;
    case '>=':
      return value >= asked;
    case '<':
      return value < asked;
    case '<=':
      return value <= asked;
    case '~':
      return value.toLowerCase().includes(asked.toLowerCase());
    case '~^':
      return value.toLowerCase().startsWith(asked.toLowerCase());
    case '~$':
      return value.toLowerCase().endsWith(asked.toLowerCase());
  }
}

const isoTime = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.\d{3}Z$/;

/**
 * Values are compared as the text that SQLite keeps: times are `2026-11-23 07:49:53`. That is why an ISO time finds
 * nothing of its own day: the space comes before the T.
 */
function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.replace(isoTime, '$1 $2');
  return JSON.stringify(value);
}
