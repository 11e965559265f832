import { In } from 'typeorm';
import { GhostBase } from '../../../../models/blog/ghost-base.js';
import type { BlogDeps } from '../../deps.js';
import type { GhostPost } from '../answer.js';
import { contentHash } from '../content-hash.js';
import type { Taken } from '../take.js';
import type { SaidText } from './said-text.js';

type Base = Pick<GhostBase, 'postId' | 'said' | 'contentHash'>;

/** Keeps what the Ghost said of each text that was taken, or was the same, where it is not what it said before. */
export async function keepBases(
  deps: BlogDeps,
  texts: readonly GhostPost[],
  said: ReadonlyMap<string, SaidText>,
  taken: Taken,
): Promise<void> {
  const bases = basesOf(texts, said, taken);
  if (bases.length === 0) return;
  const known = await findKnown(deps, bases);
  const takenAt = deps.clock();
  const fresh = bases.filter(({ postId, contentHash }) => known.get(postId)?.contentHash !== contentHash);
  const rows = fresh.map((base) => ({ ...base, origin: known.get(base.postId)?.origin ?? 'ghost', takenAt }));
  if (rows.length > 0) await deps.manager.upsert(GhostBase, rows as object[], ['postId']);
}

function basesOf(texts: readonly GhostPost[], said: ReadonlyMap<string, SaidText>, taken: Taken): Base[] {
  const bases = texts.flatMap(({ id }): Base[] => {
    const [text, postId] = [said.get(id), taken.ids.get(id)];
    if (text === undefined || postId === undefined || taken.older.has(id)) return [];
    return [{ postId, said: text, contentHash: contentHash(text) }];
  });
  return [...new Map(bases.map((base) => [base.postId, base])).values()];
}

async function findKnown({ manager }: BlogDeps, bases: readonly Base[]) {
  const rows = await manager.find(GhostBase, {
    select: { postId: true, origin: true, contentHash: true },
    where: { postId: In(bases.map(({ postId }) => postId)) },
  });
  return new Map(rows.map((row) => [row.postId, row]));
}
