import { authorFeed } from '../presenters/feed-words.js';
import { authorHref } from '../presenters/hrefs.js';
import { presentAuthorPage } from '../presenters/posts.js';
import { listPage } from './list-page.js';

export const authorRoutes = listPage({
  kind: 'author',
  find: ({ services }, slug) => services.blog.findAuthor(slug),
  narrow: (author) => ({ author }),
  href: authorHref,
  present: presentAuthorPage,
  feed: authorFeed,
});
