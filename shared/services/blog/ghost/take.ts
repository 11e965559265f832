import { In, type EntityTarget } from 'typeorm';
import type { ImportCountsDto } from '../../../contracts/dtos/blog.js';
import type { BlogDeps } from '../deps.js';
import type { Source } from './answer.js';
import type { Candidate } from './candidates.js';
import type { GhostRow } from './ghost-row.js';
import { elsewhere, older } from './notes.js';
import { freeSlugs } from './free-slugs.js';

export interface Taken {
  counts: ImportCountsDto;
  /** Our id of each candidate, by Ghost id. */
  ids: Map<string, string>;
  /** Ghost ids of what was written. */
  written: Set<string>;
  /** Ghost ids of what was newer here, and left alone. */
  older: Set<string>;
  /** The slugs of what was written: those that they had, if any, and those that they have. */
  slugs: SlugNow[];
  notes: string[];
}

/** `was` is null for what is new. */
export interface SlugNow {
  id: string;
  was: string | null;
  is: string;
}

type Fate = 'added' | 'changed' | 'same' | 'older';

const rowsPerStatement = 500;

/** Writes what is new or changed, by upsert on (site, Ghost id). What is the same is not touched. */
export async function take(
  deps: BlogDeps,
  entity: EntityTarget<GhostRow>,
  site: string,
  offered: Candidate[],
  source: Source,
): Promise<Taken> {
  const candidates = [...new Map(offered.map((candidate) => [candidate.ghostId, candidate])).values()];
  const known = await findKnown(deps, entity, site, candidates);
  const fates = new Map(
    candidates.map((candidate) => [candidate, fateOf(candidate, known.get(candidate.ghostId), source)]),
  );
  const having = (...wanted: Fate[]) =>
    candidates.filter((candidate) => wanted.includes(fates.get(candidate) ?? 'same'));

  const written = having('added', 'changed');
  const slugs = await freeSlugs(deps.manager, entity, written, known);
  const made = written.map((candidate) => {
    const id = known.get(candidate.ghostId)?.id ?? deps.newId();
    const slug = slugs.get(candidate) ?? candidate.slug;
    return { candidate, id, slug, ...candidate.make() };
  });
  await upsert(
    deps,
    entity,
    made.map(({ candidate, id, slug, row }) => ({ ...row, ...keyOf(site, candidate), id, slug })),
  );

  const moved = made.filter(
    ({ candidate, slug }) => slug !== candidate.slug && slug !== known.get(candidate.ghostId)?.slug,
  );
  return {
    counts: { added: having('added').length, changed: having('changed').length, same: having('same', 'older').length },
    ids: new Map([
      ...[...known].map(([ghostId, row]) => [ghostId, row.id] as const),
      ...made.map(({ candidate, id }) => [candidate.ghostId, id] as const),
    ]),
    slugs: made.map(({ candidate, id, slug }) => ({ id, was: known.get(candidate.ghostId)?.slug ?? null, is: slug })),
    written: new Set(written.map((candidate) => candidate.ghostId)),
    older: new Set(having('older').map((candidate) => candidate.ghostId)),
    notes: [
      ...moved.map(({ candidate: { name, path, slug: wanted }, slug }) => elsewhere(name, path(wanted), path(slug))),
      ...made.flatMap(({ notes }) => notes),
      ...having('older').map(({ name }) => older(name)),
    ],
  };
}

export function fateOf(candidate: Candidate, known: GhostRow | undefined, source: Source): Fate {
  if (known === undefined) return 'added';
  if (known.contentHash === candidate.hash) return 'same';
  if (source === 'living') return 'changed';
  const isOlder =
    known.ghostUpdatedAt !== null && candidate.updatedAt !== null && candidate.updatedAt < known.ghostUpdatedAt;
  return isOlder ? 'older' : 'changed';
}

export async function findKnown(
  { manager }: BlogDeps,
  entity: EntityTarget<GhostRow>,
  site: string,
  candidates: Candidate[],
): Promise<Map<string, GhostRow>> {
  if (candidates.length === 0) return new Map();
  const rows = await manager.find(entity, {
    select: { id: true, slug: true, ghostId: true, ghostSlug: true, ghostUpdatedAt: true, contentHash: true },
    where: { ghostSite: site, ghostId: In(candidates.map((candidate) => candidate.ghostId)) },
  });
  return new Map(rows.map((row) => [row.ghostId ?? '', row]));
}

function keyOf(site: string, { ghostId, slug, updatedAt, hash }: Candidate): Omit<GhostRow, 'id' | 'slug'> {
  return { ghostSite: site, ghostId, ghostSlug: slug, ghostUpdatedAt: updatedAt, contentHash: hash };
}

async function upsert({ manager }: BlogDeps, entity: EntityTarget<GhostRow>, rows: GhostRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await manager.upsert(entity, rows.slice(from, from + rowsPerStatement), ['ghostSite', 'ghostId']);
  }
}
