import { homeRoutes } from './home.js';
import { productRoutes } from './products.js';

export const routes = [homeRoutes, productRoutes];
