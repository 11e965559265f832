import type { GhostCountsDto, GhostTrouble, GhostWatchDto } from '../../../../contracts/ghost-watch.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import { GhostWatch } from '../../../../models/blog/ghost-watch.js';
import type { BlogDeps } from '../../deps.js';
import { requireEditor } from '../../policy.js';
import { siteKey } from '../site.js';

export async function wantWholeGhost({ manager }: BlogDeps, viewer: MaybeViewer, site: string): Promise<void> {
  requireEditor(viewer);
  await manager.query(
    `insert into ghost_watches (site, whole_wanted_at) values ($1, now())
     on conflict (site) do update set whole_wanted_at = excluded.whole_wanted_at`,
    [siteKey(site)],
  );
}

export async function resumeGhost({ manager }: BlogDeps, viewer: MaybeViewer, site: string): Promise<boolean> {
  requireEditor(viewer);
  const [, count] = await manager.query<[unknown, number]>(
    `update ghost_watches set paused_at = null, paused_why = null, next_try_at = null, failures = 0,
       refused_marks = '{}'
     where site = $1 and (paused_at is not null or next_try_at > now() or refused_marks <> '{}')`,
    [siteKey(site)],
  );
  return count === 1;
}

export async function findGhostWatch(
  { manager }: BlogDeps,
  viewer: MaybeViewer,
  site: string,
): Promise<GhostWatchDto | null> {
  requireEditor(viewer);
  const row = await manager.findOneBy(GhostWatch, { site: siteKey(site) });
  if (row === null) return null;
  const [{ now }] = await manager.query<[{ now: Date }]>('select now()');
  return {
    ...{ site: row.site, version: row.version, takenAt: row.takenAt, readAt: row.readAt, errors: row.errors },
    heldBy: row.heldUntil !== null && row.heldUntil > now ? row.heldBy : null,
    lagSeconds: row.readAt && Math.max(0, (now.getTime() - row.readAt.getTime()) / 1000),
    paused: row.pausedAt && { since: row.pausedAt, why: row.pausedWhy ?? '' },
    failing: failingIn(row),
    drift: row.driftAt && { count: row.drift ?? 0, at: row.driftAt },
    ticks: Number(row.ticks),
  };
}

function failingIn({ failedKind, failedWhy, failedAt, failures, nextTryAt }: GhostWatch): GhostWatchDto['failing'] {
  if (failedKind === null || failedAt === null) return null;
  return { trouble: failedKind as GhostTrouble, why: failedWhy ?? '', times: failures, at: failedAt, nextTryAt };
}

const countAll = `
  select
    (select count(*) from posts where ghost_site = $1 and kind = 'post')::int as posts,
    (select count(*) from posts where ghost_site = $1 and kind = 'page')::int as pages,
    (select count(*) from tags where ghost_site = $1)::int as tags,
    (select count(*) from authors where ghost_site = $1)::int as authors,
    (select count(*) from picture_copies where state = 'wanted')::int as "picturesWaiting"`;

export async function countGhost({ manager }: BlogDeps, viewer: MaybeViewer, site: string): Promise<GhostCountsDto> {
  requireEditor(viewer);
  const [counts] = await manager.query<[GhostCountsDto]>(countAll, [siteKey(site)]);
  return counts;
}
