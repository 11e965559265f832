import type { ActivityCatalogue, ActivityName } from '../contracts/activities.js';
import type { ActivityType } from './define-activity.js';
import { basketChanged } from './basket-changed.js';
import { entryAnnounced } from './entry-announced.js';
import { entryChanged } from './entry-changed.js';
import { memberJoined } from './member-joined.js';
import { productChanged } from './product-changed.js';
import { productListed } from './product-listed.js';
import { productWithdrawn } from './product-withdrawn.js';

/** Every type of activity, by name. */
export const activityTypes: { readonly [N in ActivityName]: ActivityType<N, ActivityCatalogue[N]> } = {
  'basket.changed': basketChanged,
  'member.joined': memberJoined,
  'product.listed': productListed,
  'product.changed': productChanged,
  'product.withdrawn': productWithdrawn,
  'entry.announced': entryAnnounced,
  'entry.changed': entryChanged,
};
