import type { GhostOutcome } from '../../../../contracts/ghost-watch.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import type { BlogDeps } from '../../deps.js';
import { requireEditor } from '../../policy.js';
import { siteKey } from '../site.js';

const left = 'held_by = null, held_until = null';
const well = `${left}, read_at = taken_at, version = coalesce($3, version), failures = 0, failed_kind = null,
  failed_why = null, failed_at = null, next_try_at = null`;

const pause = `, paused_at = now(), paused_why = $4,
  refused_marks = refused_marks[greatest(1, cardinality(refused_marks) - 8):] || key_mark`;

/** The statement's changes, and its values from `$3` on. */
function changesOf(outcome: GhostOutcome): [string, unknown[]] {
  switch (outcome.kind) {
    case 'left':
      return [left, []];
    case 'quiet':
      return [well, [outcome.version]];
    case 'read':
      return [
        `${well}, mirrored_at = taken_at, seen = coalesce($4, seen), drift = coalesce($5::int, drift),
         drift_at = case when $5::int is null then drift_at else now() end,
         whole_wanted_at = case when $5::int is null or whole_wanted_at > taken_at then whole_wanted_at end`,
        [outcome.version, outcome.seen, outcome.drift],
      ];
    case 'failed':
      return [
        `${left}, failures = failures + 1, failed_kind = $3, failed_why = $4, failed_at = now(),
         next_try_at = now() + $5 * interval '1 millisecond',
         errors = errors || jsonb_build_object($3::text, coalesce((errors ->> $3)::int, 0) + 1)
         ${outcome.isPause ? pause : ''}`,
        [outcome.trouble, outcome.why, outcome.waitMs],
      ];
  }
}

export async function endGhostTurn(
  { manager }: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  fence: string,
  outcome: GhostOutcome,
): Promise<void> {
  requireEditor(viewer);
  const [changes, values] = changesOf(outcome);
  await manager.query(`update ghost_watches set ${changes} where site = $1 and fence = $2 and held_by is not null`, [
    siteKey(site),
    fence,
    ...values,
  ]);
}
