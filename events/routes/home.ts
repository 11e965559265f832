import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import { presentHome } from '../presenters/home.js';
import { homeView } from '../views.js';

/** No table holds calendars before there is a way to enter one, so this is the whole truth. */
const holdings = { calendars: 0, entries: 0 };

export function homeRoutes(router: AppRouter): void {
  router.get('/', function showHome(ctx) {
    ctx.render(homeView, presentHome(holdings), { canonicalPath: '/' });
  });
}
