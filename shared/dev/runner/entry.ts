import { OperatorError } from '../../lib/errors.js';
import { nearest } from '../../lib/nearest.js';

/** Something that a runner can run by its name. */
export interface Entry {
  name: string;
  /** What it does, in one line. */
  about: string;
  /** What it consists of, each of which can be run alone; named `<entry>/<act>`. */
  acts?: readonly this[];
}

/**
 * The entry or the act of that name, or all entries.
 *
 * @throws OperatorError that names the nearest.
 */
export function chooseEntries<E extends Entry>(what: string, entries: readonly E[], only?: string): readonly E[] {
  if (only === undefined) return entries;
  const all = withActs(entries);
  const chosen = all.filter(({ name }) => name === only);
  if (chosen.length > 0) return chosen;
  const names = all.map(({ name }) => name);
  const meant = nearest(only, names, 3);
  const cure = meant === null ? `there are: ${names.join(', ')}` : `did you mean ${meant}?`;
  throw new OperatorError(`There is no ${what} called ${only}; ${cure}${meant === null ? '.' : ''}`);
}

/** Each entry, and its acts after it. */
export function withActs<E extends Entry>(entries: readonly E[]): readonly E[] {
  return entries.flatMap((entry) => [entry, ...(entry.acts ?? [])]);
}
