import type { GhostReader } from '../../../contracts/ghost.js';
import type { Services } from '../../../contracts/registry.js';
import { operator } from '../../../contracts/viewer.js';
import { isNotAllowed } from './ghost-errors.js';

const idsAtOnce = 25;

/**
 * The texts that carry tags which are not `there` any more, read again: deleting a tag leaves no trace of the texts that it
 * was on. To be taken before the tags are removed, so that whoever is stopped finds them again.
 */
export async function* carriersOf(services: Services, reader: GhostReader, there: readonly string[]) {
  const carriers = await services.blog.findGhostCarriers(operator, reader.site, there);
  for (const kind of ['posts', 'pages'] as const) {
    for (let from = 0; from < carriers[kind].length; from += idsAtOnce) {
      const asked = carriers[kind].slice(from, from + idsAtOnce);
      const answer = await reader.readByIds(kind, asked).catch(noneWhereNotAllowed(kind));
      if (answer !== null) yield answer;
    }
  }
}

/** As with lists: a mirror without posts is none. */
const noneWhereNotAllowed = (kind: 'posts' | 'pages') => (error: unknown) => {
  if (kind === 'posts' || !isNotAllowed(error)) throw error;
  return null;
};
