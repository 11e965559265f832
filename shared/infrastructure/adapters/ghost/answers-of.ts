import type { GhostCursor, GhostKind, GhostNews, GhostPage, GhostReader } from '../../../contracts/ghost.js';
import { withOverlap } from './overlap.js';

export interface Asking {
  reader: GhostReader;
  news: GhostNews;
  /** Reads everything, also what was read before. */
  full: boolean;
  say: (what: string) => void;
}

export interface GhostAnswers {
  answer: unknown;
  /** How far its list is read with it; null where that stays as it is. */
  reached: GhostCursor | null;
}

/** What `readByIds` takes. */
export const idsAtOnce = 25;

/**
 * Everything of a kind that may be news: its list from where it was read before, then what the log of actions names and
 * the list did not bring. Asks for the next only when the one before was taken.
 */
export async function* answersOf(
  asking: Asking,
  kind: GhostKind,
  known: GhostCursor | null,
): AsyncGenerator<GhostAnswers> {
  const { reader, news, full } = asking;
  const isAnew = full || news.unnamed.includes(kind);
  const seen = new Set<string>();
  yield* listed(asking, kind, isAnew || known === null ? null : withOverlap(known), seen);
  if (isAnew) return;
  const end = known !== null && seen.size === 0 ? await endBefore(asking, kind, known) : null;
  if (end !== null) {
    // Where somebody deleted what was the newest, the others are as they were.
    const isTold = news.deleted.length > 0 || news.deletedUnnamed.includes(kind);
    if (isTold) yield { answer: { [kind]: [] }, reached: { ...end, id: null } };
    else yield* listed(asking, kind, null, seen);
  }
  // The log was read before the list, so what came with it is as new as what it would be asked for.
  const touched = news.touched[kind].filter((id) => !seen.has(id));
  for (let from = 0; from < touched.length; from += idsAtOnce) {
    yield { answer: await reader.readByIds(kind, touched.slice(from, from + idsAtOnce)), reached: null };
  }
}

/** Where a list ends that ends before it was read to: its newest was deleted, or the Ghost restored. */
async function endBefore({ reader }: Asking, kind: GhostKind, known: GhostCursor): Promise<GhostCursor | null> {
  const newest = await reader.readNewest(kind);
  return newest !== null && newest.updatedAt < known.updatedAt ? newest : null;
}

/** Where a list ends: all of its last moment was read. A page that is empty follows a full one, which was the last. */
export function endOf({ last }: GhostPage, from: GhostCursor | null): GhostCursor | null {
  if (last !== null) return { ...last, id: null };
  return from?.id ? { ...from, id: null } : null;
}

async function* listed(
  { reader, say }: Asking,
  kind: GhostKind,
  after: GhostCursor | null,
  seen: Set<string>,
): AsyncGenerator<GhostAnswers> {
  let from = after;
  for (let taken = 0; ;) {
    const page = await reader.readAfter(kind, from);
    say(`${kind}: ${taken} of ${taken + page.left}`);
    yield { answer: page.answer, reached: page.next ?? endOf(page, from) };
    for (const id of page.ids) seen.add(id);
    if (page.next === null) return;
    from = page.next;
    taken += page.count;
  }
}
