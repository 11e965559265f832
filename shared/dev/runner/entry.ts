import { OperatorError } from '../../lib/errors.js';
import { nearest } from '../../lib/nearest.js';

/** Something that a runner can run by its name. */
export interface Entry {
  name: string;
  /** What it does, in one line. */
  about: string;
}

/**
 * The entry of that name, or all of them.
 *
 * @throws OperatorError that names the nearest.
 */
export function chooseEntries<E extends Entry>(what: string, entries: readonly E[], only?: string): readonly E[] {
  if (only === undefined) return entries;
  const chosen = entries.filter(({ name }) => name === only);
  if (chosen.length > 0) return chosen;
  const names = entries.map(({ name }) => name);
  const meant = nearest(only, names, 3);
  const cure = meant === null ? `there are: ${names.join(', ')}` : `did you mean ${meant}?`;
  throw new OperatorError(`There is no ${what} called ${only}; ${cure}${meant === null ? '.' : ''}`);
}
