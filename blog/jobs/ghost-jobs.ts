import { operator } from '@rose-ash/shared/contracts/viewer';
import { measureGhost } from '@rose-ash/shared/infrastructure/adapters/ghost/measure-ghost';
import { tickGhost, type GhostPlace } from '@rose-ash/shared/infrastructure/adapters/ghost/tick-ghost';
import { defineJob, type AnyJob } from '@rose-ash/shared/infrastructure/jobs/define-job';
import type { BlogValues } from '../config.js';

const aDayMs = 86_400_000;

/** What the blog does about a living Ghost, if there is one. Whether it is asked stands in a row, and not in the queue. */
export function ghostJobs({
  GHOST_URL: site,
  GHOST_ADMIN_API_KEY: key,
  GHOST_SYNC_SECONDS: seconds,
}: BlogValues): AnyJob[] {
  const place = site !== undefined && key !== undefined ? { site, key } : null;
  return [syncGhost(place, seconds * 1000), reconcileGhost(place)];
}

/** Looks whether something is new, and reads it. A hint that something is asks for it out of turn. */
function syncGhost(place: GhostPlace | null, everyMs: number): AnyJob {
  return defineJob({
    name: 'sync-ghost',
    // Where there is no Ghost there is nothing to do, and nobody need come by every minute.
    schedule: { everyMs: place === null ? aDayMs : everyMs },
    // The row says when to try again; the queue, which knows nothing of Ghosts, would ask until we are locked out.
    attempts: 1,
    async run(around, _payload, signal) {
      if (place !== null) await tickGhost(around, place, signal);
    },
    ...(place && { measure: ({ services }, registry) => measureGhost(services, registry, place.site) }),
  });
}

/** Has everything compared, at an hour when hardly anybody writes. The next tick does it, when the Ghost may be asked. */
function reconcileGhost(place: GhostPlace | null): AnyJob {
  return defineJob({
    name: 'reconcile-ghost',
    schedule: { pattern: '17 3 * * *' },
    async run({ services }) {
      if (place !== null) await services.blog.wantWholeGhost(operator, place.site);
    },
  });
}
