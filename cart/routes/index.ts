import { sitemapRoutes } from '@rose-ash/shared/infrastructure/sitemap/sitemap-routes';
import { homeRoutes } from './home.js';

export const routes = [homeRoutes, sitemapRoutes()];
