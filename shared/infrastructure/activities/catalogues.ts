import { subscriptions, type Subscription } from '../../contracts/activities.js';
import { activityTypes } from '../../activities/index.js';
import type { ActivityType } from '../../activities/define-activity.js';

/** What can happen and who reacts. The real catalogues, or a test's own. */
export interface ActivityCatalogues {
  types: ReadonlyMap<string, ActivityType>;
  subscriptions: readonly AnySubscription[];
}

export type AnySubscription = Omit<Subscription, 'activity'> & { activity: string };

/** What ships. */
export const activityCatalogues: ActivityCatalogues = {
  types: new Map(Object.entries(activityTypes as Record<string, ActivityType>)),
  subscriptions,
};
