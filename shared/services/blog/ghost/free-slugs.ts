import { In, type EntityManager, type EntityTarget } from 'typeorm';
import { reservedFor } from '../reserved-slugs.js';
import type { Candidate } from './candidates.js';
import type { GhostRow } from './ghost-row.js';

/**
 * A slug for each candidate. Who comes first keeps an address, because readers may have kept it too; who comes later, from
 * another site or as a page with a post's slug, gets `slug-2`, as Ghost itself does. A slug once given stays until it is
 * changed on the Ghost.
 */
export async function freeSlugs(
  manager: EntityManager,
  entity: EntityTarget<GhostRow>,
  candidates: Candidate[],
  known: Map<string, GhostRow>,
): Promise<Map<Candidate, string>> {
  const taken = await takenAmong(
    manager,
    entity,
    candidates.map((candidate) => candidate.slug),
  );
  const slugs = new Map<Candidate, string>();
  for (const candidate of candidates) {
    const row = known.get(candidate.ghostId);
    const keeps = row !== undefined && (row.ghostSlug === candidate.slug || row.slug === candidate.slug);
    const slug = keeps ? row.slug : await firstFree(manager, entity, candidate.slug, taken);
    taken.add(slug);
    slugs.set(candidate, slug);
  }
  return slugs;
}

async function firstFree(
  manager: EntityManager,
  entity: EntityTarget<GhostRow>,
  wanted: string,
  taken: Set<string>,
): Promise<string> {
  if (!taken.has(wanted) && !reservedFor(entity).has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const slug = `${wanted}-${number}`;
    if (!taken.has(slug) && !(await manager.existsBy(entity, { slug }))) return slug;
  }
}

async function takenAmong(
  manager: EntityManager,
  entity: EntityTarget<GhostRow>,
  slugs: string[],
): Promise<Set<string>> {
  if (slugs.length === 0) return new Set();
  const rows = await manager.find(entity, { select: { id: true, slug: true }, where: { slug: In(slugs) } });
  return new Set(rows.map((row) => row.slug));
}
