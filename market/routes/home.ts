import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import { presentHome } from '../presenters/home.js';
import { homeView } from '../views.js';

/** No table holds products before there is a way to enter one, so this is the whole truth. */
const holdings = { products: 0, shops: 0 };

export function homeRoutes(router: AppRouter): void {
  router.get('/', function showHome(ctx) {
    ctx.render(homeView, presentHome(holdings), { canonicalPath: '/' });
  });
}
