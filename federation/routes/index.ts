import { sitemapRoutes } from '@rose-ash/shared/infrastructure/sitemap/sitemap-routes';
import { consentRoutes } from './consent.js';
import { connectedRoutes } from './connected.js';
import { homeRoutes } from './home.js';

export const routes = [homeRoutes, consentRoutes, connectedRoutes, sitemapRoutes()];
