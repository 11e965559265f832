import { snakeCase } from '../lib/snake-case.js';

/** Columns of a table as the entity calls them, for statements written by hand: `post.published_at as "publishedAt"`. */
export function columnsOf(table: string, names: Readonly<Record<string, true>>): string {
  return Object.keys(names)
    .map((name) => `${table}.${snakeCase(name)} as "${name}"`)
    .join(', ');
}
