import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import type { settings } from '../config.js';
import { archiveRoutes } from './archive.js';
import { authorRoutes } from './author.js';
import { cardRoutes } from './card.js';
import { feedRoutes } from './feeds.js';
import { ghostWebhookRoutes } from './ghost-webhook.js';
import { homeRoutes } from './home.js';
import { postRoutes } from './post.js';
import { searchRoutes } from './search.js';
import { sitemapRoutes } from './sitemap.js';
import { tagRoutes } from './tag.js';

/** Posts last: they answer under any name that nobody else claims. */
export const routes: readonly Routes<typeof settings>[] = [
  homeRoutes,
  feedRoutes,
  sitemapRoutes,
  archiveRoutes,
  tagRoutes,
  authorRoutes,
  searchRoutes,
  cardRoutes,
  postRoutes,
];

/** Asked by other programs, which prove themselves in each request. */
export const machineRoutes: readonly Routes<typeof settings>[] = [ghostWebhookRoutes];
