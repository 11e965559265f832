import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import { presentHome } from '../presenters/home.js';
import { homeView } from '../views.js';

/** No table holds baskets before there is something to put into one, so this is the whole truth. */
const holdings = { baskets: 0, orders: 0 };

export function homeRoutes(router: AppRouter): void {
  router.get('/', function showHome(ctx) {
    ctx.render(homeView, presentHome(holdings), { canonicalPath: '/' });
  });
}
