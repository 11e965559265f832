import type { Ghost } from '../ghost.js';
import type { TextRow } from '../state/rows.js';

/** Those of the ids that are there: posts and pages apart, since Ghost's admin lists them apart. */
export function textsByKind({ world }: Ghost, ids: readonly string[]): TextRow[][] {
  const rows = [...new Set(ids)].flatMap((id) => world.texts.get(id) ?? []);
  const ofKind = (wanted: TextRow['kind']) => rows.filter(({ kind }) => kind === wanted);
  return [ofKind('post'), ofKind('page')].filter((group) => group.length > 0);
}
