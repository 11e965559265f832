import { sitemapRoutes } from '@rose-ash/shared/infrastructure/sitemap/sitemap-routes';
import { productPath } from '../presenters/product.js';
import { homeRoutes } from './home.js';
import { productRoutes } from './products.js';

const products = sitemapRoutes({
  list: ({ market }, query) => market.listAddresses(query),
  pathOf: productPath,
  tags: ['products'],
});

export const routes = [homeRoutes, productRoutes, products];
