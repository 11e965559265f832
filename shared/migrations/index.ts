import { BlogContent1795518000000 } from './1795518000000-blog-content.js';
import { Activities1795600000000 } from './1795600000000-activities.js';
import { Members1795601000000 } from './1795601000000-members.js';
import { Products1795602000000 } from './1795602000000-products.js';
import { Calendars1795603000000 } from './1795603000000-calendars.js';
import { Baskets1795604000000 } from './1795604000000-baskets.js';
import { DeadJobs1795605000000 } from './1795605000000-dead-jobs.js';
import { Mails1795606000000 } from './1795606000000-mails.js';
import { Media1795607000000 } from './1795607000000-media.js';
import { Documents1796000000000 } from './1796000000000-documents.js';
import { Search1796100000000 } from './1796100000000-search.js';
import { Menu1796300000000 } from './1796300000000-menu.js';
import { ClosedPosts1796400000000 } from './1796400000000-closed-posts.js';
import { ShownPostsIndexes1796401000000 } from './1796401000000-shown-posts-indexes.js';
import { Pictures1796500000000 } from './1796500000000-pictures.js';
import { FocusChecked1796500100000 } from './1796500100000-focus-checked.js';
import { GhostCursors1796600000000 } from './1796600000000-ghost-cursors.js';
import { GhostWatches1796610000000 } from './1796610000000-ghost-watches.js';
import { RefusedKeys1796611000000 } from './1796611000000-refused-keys.js';
import { GhostWebhooks1796620000000 } from './1796620000000-ghost-webhooks.js';
import { GhostSides1796630000000 } from './1796630000000-ghost-sides.js';
import { GhostCursorsChecked1796630100000 } from './1796630100000-ghost-cursors-checked.js';
import { GhostBases1796640000000 } from './1796640000000-ghost-bases.js';
import { OpenidProvider1796700000000 } from './1796700000000-openid-provider.js';
import { SignInByMail1796800000000 } from './1796800000000-sign-in-by-mail.js';
import { HandleShapes1796800100000 } from './1796800100000-handle-shapes.js';
import { FormerSlugs1796810000000 } from './1796810000000-former-slugs.js';

/** Every migration, oldest first. */
export const migrations = [
  BlogContent1795518000000,
  Activities1795600000000,
  Members1795601000000,
  Products1795602000000,
  Calendars1795603000000,
  Baskets1795604000000,
  DeadJobs1795605000000,
  Mails1795606000000,
  Media1795607000000,
  Documents1796000000000,
  Search1796100000000,
  Menu1796300000000,
  ClosedPosts1796400000000,
  ShownPostsIndexes1796401000000,
  Pictures1796500000000,
  FocusChecked1796500100000,
  GhostCursors1796600000000,
  GhostWatches1796610000000,
  RefusedKeys1796611000000,
  GhostWebhooks1796620000000,
  GhostSides1796630000000,
  GhostCursorsChecked1796630100000,
  GhostBases1796640000000,
  OpenidProvider1796700000000,
  SignInByMail1796800000000,
  HandleShapes1796800100000,
  FormerSlugs1796810000000,
];
