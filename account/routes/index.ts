import { sitemapRoutes } from '@rose-ash/shared/infrastructure/sitemap/sitemap-routes';
import { homeRoutes } from './home.js';
import { sessionsRoutes } from './sessions.js';

export const routes = [homeRoutes, sessionsRoutes, sitemapRoutes()];
