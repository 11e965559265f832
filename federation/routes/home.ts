import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import { presentHome } from '../presenters/home.js';
import { homeView } from '../views.js';

/** No table holds people before there is a way to join, so this is the whole truth. */
const holdings = { people: 0, posts: 0 };

export function homeRoutes(router: AppRouter): void {
  router.get('/', function showHome(ctx) {
    ctx.render(homeView, presentHome(holdings), { canonicalPath: '/' });
  });
}
