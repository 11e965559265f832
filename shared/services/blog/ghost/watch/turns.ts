import type { GhostCaller, GhostTurn } from '../../../../contracts/ghost-watch.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import { AppError } from '../../../../lib/errors.js';
import type { BlogDeps } from '../../deps.js';
import { requireEditor } from '../../policy.js';
import { siteKey } from '../site.js';

/** How long a turn lasts unless it is kept. A reader keeps it every third of that. */
const turn = `interval '30 seconds'`;

interface Row {
  fence: string;
  held_by: string | null;
  held_until: Date;
  is_held: boolean;
  paused_at: Date | null;
  paused_why: string | null;
  is_refused: boolean;
  failed_kind: string | null;
  next_try_at: Date;
  is_waiting: boolean;
  failed_why: string | null;
  seen: string | null;
  mirrored_ms_ago: number | null;
  is_whole_wanted: boolean;
  failures: number;
  version: string | null;
}

// The clock that counts is the database's: those of two machines may differ by more than a turn.
const readRow = `
  select *, held_until is not null and held_until > now() as is_held,
    next_try_at is not null and next_try_at > now() as is_waiting,
    $2 = any(refused_marks) as is_refused, whole_wanted_at is not null as is_whole_wanted,
    (extract(epoch from now() - mirrored_at) * 1000)::float8 as mirrored_ms_ago
  from ghost_watches where site = $1 for update`;

const takeRow = `
  update ghost_watches set held_by = $3, held_until = clock_timestamp() + ${turn}, fence = fence + 1, ticks = ticks + 1,
    taken_at = clock_timestamp(), key_mark = $2, paused_at = null, paused_why = null,
    failures = case when key_mark is distinct from $2 then 0 else failures end
  where site = $1 returning fence, failures`;

const refusedBefore = 'The Ghost did not take this key, and is read with another one.';

export async function takeGhostTurn(
  { manager }: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  { by, keyMark, isByHand }: GhostCaller,
): Promise<GhostTurn> {
  requireEditor(viewer);
  const key = siteKey(site);
  await manager.query('insert into ghost_watches (site) values ($1) on conflict do nothing', [key]);
  const [row] = await manager.query<[Row]>(readRow, [key, keyMark]);
  const refusal = refusalIn(row, isByHand);
  if (refusal !== null) return refusal;
  const [[taken]] = await manager.query<[[Pick<Row, 'fence' | 'failures'>], number]>(takeRow, [key, keyMark, by]);
  return {
    ...{ kind: 'yours', fence: taken.fence, failures: taken.failures, seen: row.seen, version: row.version },
    ...{ mirroredMsAgo: row.mirrored_ms_ago, isWholeWanted: row.is_whole_wanted },
  };
}

function refusalIn(row: Row, isByHand: boolean): GhostTurn | null {
  if (row.is_held) return { kind: 'held', by: row.held_by ?? '', until: row.held_until };
  // With another key than the one that was refused it may be read all the same.
  const { paused_at: since, paused_why: why } = row;
  if (row.is_refused) return { kind: 'paused', since: since ?? new Date(), why: why ?? refusedBefore };
  const isWaiting = row.is_waiting && row.failed_kind !== 'refused';
  if (isWaiting && !isByHand) return { kind: 'waits', until: row.next_try_at, why: row.failed_why ?? '' };
  return null;
}

export async function keepGhostTurn(
  { manager }: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  fence: string,
): Promise<boolean> {
  requireEditor(viewer);
  const [, count] = await manager.query<[unknown, number]>(
    `update ghost_watches set held_until = clock_timestamp() + ${turn} where site = $1 and fence = $2 and held_by is not null`,
    [siteKey(site), fence],
  );
  return count === 1;
}

/** The shared lock keeps the row, and so the next turn, until this unit has ended. */
export async function guardGhostTurn(
  { manager }: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  fence: string,
): Promise<void> {
  requireEditor(viewer);
  const rows = await manager.query<unknown[]>(
    'select 1 from ghost_watches where site = $1 and fence = $2 and held_by is not null for share',
    [siteKey(site), fence],
  );
  if (rows.length === 0) throw new AppError('ghost-turn-lost', 409, 'Another reads this Ghost by now.');
}
