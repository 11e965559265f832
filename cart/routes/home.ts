import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentHome } from '../presenters/home.js';
import { ownerOf } from '../presenters/owner.js';
import { homeView } from '../views.js';

const emptyBasket = { lines: [], totals: [] };
const minute = 60_000;

export const homeRoutes: Routes = (router, { site, urls }) => {
  const around = { format: createFormat(site), market: urls.market };

  router.get('/', async function showHome(ctx) {
    const owner = ownerOf(ctx.viewer, ctx.state.guestBasket);
    const basket = owner === null ? emptyBasket : await ctx.services.cart.getBasket(ctx.viewer, owner);
    const isEmpty = basket.lines.length === 0;
    const shelf = isEmpty
      ? await ctx.compose({ shelf: { type: 'market/shelf', params: { limit: 4, level: 2 } } })
      : null;
    const model = presentHome(basket, shelf?.shelf.html ?? null, around);
    // A stranger has no basket, and is shown what every other stranger is.
    const shared = owner === null ? { cache: { query: [], tags: [], ttlMs: minute } } : {};
    await ctx.render(homeView, model, { canonicalPath: '/', ...shared });
  });
};
