import { faultsWith } from './faults/faults.js';
import type { Ghost, GhostSettings } from './ghost.js';
import { chanceOf, hexOf } from './state/chance.js';
import { ghostClock } from './state/clock.js';
import { foundSite } from './state/found-site.js';
import { idsFrom } from './state/ids.js';
import { emptyWorld } from './state/world.js';
import { openWebhookPost } from './webhooks/open-webhook-post.js';

export interface GhostServerOptions extends Partial<GhostSettings> {
  /** Ids and the luck of faults follow from it. */
  seed?: number;
  /** Holds the clock from the beginning. */
  at?: string;
}

export function newGhost(origin: string, { seed = 1, at, ...settings }: GhostServerOptions): Ghost {
  const clock = ghostClock();
  if (at !== undefined) clock.hold(at);
  // Streams of their own: how often a sync asks must not change which ids come next.
  const [forIds, forFaults, forWebhooks] = [chanceOf(seed), chanceOf(seed + 1_000_003), chanceOf(seed + 2_000_003)];
  const lateness = chanceOf(seed + 3_000_003);
  const ids = idsFrom(forIds, clock);
  const integration = {
    id: ids.objectId(),
    name: 'Rose Ash sync',
    slug: 'rose-ash-sync',
    type: 'integration' as const,
  };
  const ghost: Ghost = {
    ...{ origin, siteUuid: ids.uuid(), key: { id: hexOf(forIds, 24), secret: hexOf(forIds, 64) }, integration },
    ...{ world: emptyWorld(), clock, ids, chance: forWebhooks, lateness, faults: faultsWith(forFaults) },
    webhooks: openWebhookPost(() => ghost),
    settings: { ...usual, ...settings },
  };
  foundSite(ghost);
  return ghost;
}

const usual: GhostSettings = {
  ...{
    bulkActions: 'one',
    actionLagMs: 0,
    actionsDated: 'seen',
    allowInternalTargets: true,
    signature: 'body and time',
  },
  wall: () => Date.now(),
};
