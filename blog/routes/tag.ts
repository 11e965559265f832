import { tagFeed } from '../presenters/feed-words.js';
import { tagHref } from '../presenters/hrefs.js';
import { presentTagPage } from '../presenters/posts.js';
import { listPage } from './list-page.js';

export const tagRoutes = listPage({
  kind: 'tag',
  find: ({ services }, slug) => services.blog.findTag(slug),
  narrow: (tag) => ({ tag }),
  href: tagHref,
  present: presentTagPage,
  feed: tagFeed,
});
