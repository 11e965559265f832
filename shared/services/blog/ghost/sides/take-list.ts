import { In, type EntityTarget } from 'typeorm';
import type { GhostAbsence, GhostSideReport } from '../../../../contracts/ghost.js';
import { AppError } from '../../../../lib/errors.js';
import { GhostMember } from '../../../../models/blog/ghost-member.js';
import { GhostNewsletter } from '../../../../models/blog/ghost-newsletter.js';
import type { GhostSideRow } from '../../../../models/blog/ghost-side-row.js';
import { GhostTier } from '../../../../models/blog/ghost-tier.js';
import type { BlogDeps } from '../../deps.js';
import { sideLists, withHash, type ListedSide, type SideRow } from './side-rows.js';

export const sideTables: Record<ListedSide, EntityTarget<GhostSideRow>> = {
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
    await deps.manager.upsert(sideTables[side], written, ['site', 'ghostId']);
  }
  const added = fresh.filter(({ ghostId }) => !known.has(ghostId)).length;
  const removed = gone === undefined ? 0 : await remove(deps, side, site, rows, gone);
  return { added, changed: fresh.length - added, same: rows.length - fresh.length, removed, notes: [] };
}

export function readRows(side: ListedSide, answer: unknown): SideRow[] {
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
  const found = await manager.find(sideTables[side], {
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
  const ids = await absentIds(manager, side, site, rows, gone);
  if (ids.length === 0) return 0;
  const { affected } = await manager.delete(sideTables[side], { site, ghostId: In(ids) });
  return affected ?? 0;
}

/** Of what is gone some may never have been here. */
export async function absentIds(
  manager: BlogDeps['manager'],
  side: ListedSide,
  site: string,
  rows: readonly SideRow[],
  gone: GhostAbsence,
): Promise<string[]> {
  const present = new Set('asked' in gone ? rows.map(({ ghostId }) => ghostId) : gone.there);
  if ('asked' in gone) return gone.asked.filter((one) => !present.has(one));
  const known = await manager.find(sideTables[side], { select: { ghostId: true }, where: { site } });
  return known.map(({ ghostId }) => ghostId).filter((one) => !present.has(one));
}
