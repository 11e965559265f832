import { entryRoutes } from './entries.js';
import { homeRoutes } from './home.js';

export const routes = [homeRoutes, entryRoutes];
