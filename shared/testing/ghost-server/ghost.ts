import type { Faults } from './faults/faults.js';
import type { Chance } from './state/chance.js';
import type { GhostClock } from './state/clock.js';
import type { Ids } from './state/ids.js';
import type { World } from './state/world.js';
import type { WebhookPost } from './webhooks/webhook-post.js';

/** One Ghost, as its endpoints and operations see it. */
export interface Ghost {
  /** Without a slash at the end. */
  origin: string;
  siteUuid: string;
  key: AdminKey;
  integration: Actor;
  world: World;
  clock: GhostClock;
  ids: Ids;
  chance: Chance;
  /** How late rows of the actions feed come. */
  lateness: Chance;
  faults: Faults;
  webhooks: WebhookPost;
  settings: GhostSettings;
}

export interface AdminKey {
  id: string;
  /** Hex, as Ghost shows it. Tokens are signed with the bytes. */
  secret: string;
}

export interface Actor {
  id: string;
  name: string;
  slug: string;
  type: 'user' | 'integration';
}

export interface GhostSettings {
  /** `one` row without an id for all things of a bulk change, as Ghost's source has it, or one for `each`. */
  bulkActions: 'one' | 'each';
  /** So many ms after a change its row of the actions feed can be read. */
  actionLagMs: number;
  /**
   * `seen`: a row is dated when it can be read, and those after it are later. `done`: it is dated as its change, and can be
   * read up to `actionLagMs` later, also after rows that are newer. Rows of bulk changes are written before the answer.
   */
  actionsDated: 'seen' | 'done';
  /** Ghost's `security.allowWebhookInternalIPs`: without it, nothing is sent to private addresses. */
  allowInternalTargets: boolean;
  signature: 'body and time' | 'body';
  /** What tokens are measured by, and signatures dated with: the clock on the wall, not Ghost's. */
  wall: () => number;
}
