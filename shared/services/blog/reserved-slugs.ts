import type { EntityTarget } from 'typeorm';
import { Post } from '../../models/blog/post.js';

/** First path segments that belong to the site itself; a post there would never be reached. */
const reservedSlugs: ReadonlySet<string> = new Set([
  ...[
    '.well-known',
    '__gallery',
    'admin',
    'api',
    'archive',
    'auth',
    'author',
    'authorize',
    'basket',
    'favicon.ico',
    'feed',
    'feed.json',
    'ghost',
  ],
  ...[
    'atom.xml',
    'healthz',
    'inbox',
    'internal',
    'llms.txt',
    'manifest.webmanifest',
    'media',
    'metrics',
    'nodeinfo',
    'oauth',
  ],
  ...['p', 'page', 'readyz', 'robots.txt', 'rss', 'search', 'sitemap.xml', 'static', 'tag', 'users'],
]);

const none: ReadonlySet<string> = new Set();

/** What tags and authors are called comes second in their addresses, where nothing else is. */
export const reservedFor = <E extends object>(entity: EntityTarget<E>): ReadonlySet<string> =>
  entity === Post ? reservedSlugs : none;
