import { sitemapRoutes } from '@rose-ash/shared/infrastructure/sitemap/sitemap-routes';
import { entryPath } from '../presenters/entry.js';
import { entryRoutes } from './entries.js';
import { homeRoutes } from './home.js';

const entries = sitemapRoutes({
  list: ({ events }, query) => events.listAddresses(query),
  pathOf: entryPath,
  tags: ['entries'],
});

export const routes = [homeRoutes, entryRoutes, entries];
