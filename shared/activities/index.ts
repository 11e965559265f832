import type { ActivityCatalogue, ActivityName } from '../contracts/activities.js';
import type { ActivityType } from './define-activity.js';
import { authorChanged } from './author-changed.js';
import { basketChanged } from './basket-changed.js';
import { entryAnnounced } from './entry-announced.js';
import { entryChanged } from './entry-changed.js';
import { memberJoined } from './member-joined.js';
import { menuChanged } from './menu-changed.js';
import { postChanged } from './post-changed.js';
import { postPublished } from './post-published.js';
import { postRetracted } from './post-retracted.js';
import { productChanged } from './product-changed.js';
import { productListed } from './product-listed.js';
import { productWithdrawn } from './product-withdrawn.js';
import { tagChanged } from './tag-changed.js';

/** Every type of activity, by name. */
export const activityTypes: { readonly [N in ActivityName]: ActivityType<N, ActivityCatalogue[N]> } = {
  'basket.changed': basketChanged,
  'member.joined': memberJoined,
  'post.published': postPublished,
  'post.changed': postChanged,
  'post.retracted': postRetracted,
  'tag.changed': tagChanged,
  'author.changed': authorChanged,
  'menu.changed': menuChanged,
  'product.listed': productListed,
  'product.changed': productChanged,
  'product.withdrawn': productWithdrawn,
  'entry.announced': entryAnnounced,
  'entry.changed': entryChanged,
};
