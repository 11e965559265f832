import { sitemapRoutes } from '@rose-ash/shared/infrastructure/sitemap/sitemap-routes';
import { consentRoutes } from './consent.js';
import { homeRoutes } from './home.js';

export const routes = [homeRoutes, consentRoutes, sitemapRoutes()];
