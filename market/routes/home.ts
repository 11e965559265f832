import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import { presentHome } from '../presenters/home.js';
import { homeView } from '../views.js';

export function homeRoutes(router: AppRouter): void {
  router.get('/', async function showHome(ctx) {
    await ctx.render(homeView, presentHome({ products: await ctx.services.market.countProducts() }), {
      canonicalPath: '/',
    });
  });
}
