import { In, type EntityTarget } from 'typeorm';
import type { GhostAbsence, GhostSideReport } from '../../../../contracts/ghost.js';
import { AppError } from '../../../../lib/errors.js';
import { GhostMember } from '../../../../models/blog/ghost-member.js';
import { GhostNewsletter } from '../../../../models/blog/ghost-newsletter.js';
import type { GhostSideRow } from '../../../../models/blog/ghost-side-row.js';
import { GhostTier } from '../../../../models/blog/ghost-tier.js';
import type { BlogDeps } from '../../deps.js';
import { sideLists, withHash, type ListedSide, type SideRow } from './side-rows.js';

const tables: Record<ListedSide, EntityTarget<GhostSideRow>> = {
  tiers: GhostTier,
  newsletters: GhostNewsletter,
  members: GhostMember,
};

/** Writes what is new or changed, and removes what is gone. */
export async function takeList(
  deps: BlogDeps,
  site: string,
  side: ListedSide,
  answer: unknown,
  gone: GhostAbsence | undefined,
): Promise<GhostSideReport> {
  const rows = readRows(side, answer);
  const known = await findKnown(deps, side, site, rows);
  const fresh = rows.filter((row) => known.get(row.ghostId) !== row.contentHash);
  if (fresh.length > 0) {
    const written = fresh.map((row) => ({ site, ...row }));
    await deps.manager.upsert(tables[side], written, ['site', 'ghostId']);
  }
  const added = fresh.filter(({ ghostId }) => !known.has(ghostId)).length;
  const removed = gone === undefined ? 0 : await remove(deps, side, site, rows, gone);
  return { added, changed: fresh.length - added, same: rows.length - fresh.length, removed, notes: [] };
}

function readRows(side: ListedSide, answer: unknown): SideRow[] {
  const said = (answer as Record<string, unknown> | null)?.[side];
  const list = sideLists[side].safeParse(said);
  if (!list.success) {
    // What zod says of it would name a person.
    throw new AppError('ghost-answer', 422, `This is not what Ghost’s Admin API says of ${side}.`);
  }
  return [...new Map(list.data.map((row) => [row.ghostId, withHash(row)])).values()];
}

async function findKnown(
  { manager }: BlogDeps,
  side: ListedSide,
  site: string,
  rows: readonly SideRow[],
): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const found = await manager.find(tables[side], {
    select: { ghostId: true, contentHash: true },
    where: { site, ghostId: In(rows.map(({ ghostId }) => ghostId)) },
  });
  return new Map(found.map(({ ghostId, contentHash }) => [ghostId, contentHash]));
}

async function remove(
  { manager }: BlogDeps,
  side: ListedSide,
  site: string,
  rows: readonly SideRow[],
  gone: GhostAbsence,
): Promise<number> {
  const came = new Set(rows.map(({ ghostId }) => ghostId));
  const ids =
    'asked' in gone ? gone.asked.filter((one) => !came.has(one)) : await absent(manager, side, site, gone.there);
  if (ids.length === 0) return 0;
  const { affected } = await manager.delete(tables[side], { site, ghostId: In([...ids]) });
  return affected ?? 0;
}

async function absent(
  manager: BlogDeps['manager'],
  side: ListedSide,
  site: string,
  there: readonly string[],
): Promise<string[]> {
  const present = new Set(there);
  const known = await manager.find(tables[side], { select: { ghostId: true }, where: { site } });
  return known.map(({ ghostId }) => ghostId).filter((one) => !present.has(one));
}
