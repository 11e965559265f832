/** First path segments that belong to the site itself; a post there would never be reached. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  ...[
    '.well-known',
    '__gallery',
    'admin',
    'api',
    'auth',
    'author',
    'authorize',
    'basket',
    'favicon.ico',
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
