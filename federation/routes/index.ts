import { homeRoutes } from './home.js';

export const routes = [homeRoutes];
