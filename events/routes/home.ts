import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { readPage, requirePage } from '@rose-ash/shared/infrastructure/http/read-page';
import { createFormat } from '@rose-ash/shared/lib/format';
import { pageHref } from '@rose-ash/shared/lib/pagination';
import { presentHome } from '../presenters/home.js';
import { homeView } from '../views.js';

const perPage = 24;

export const homeRoutes: Routes = (router, { site }) => {
  const format = createFormat(site);

  router.get('home', '/', async function showHome(ctx) {
    const page = readPage(ctx.query['page']);
    const parts = ctx.compose({ shelf: { type: 'market/shelf', params: { limit: 4, level: 2 } } });
    const list = await ctx.services.events.listUpcoming(ctx.viewer, { page, perPage });
    requirePage(list);
    const { shelf } = await parts;
    await ctx.render(
      homeView,
      { ...presentHome(list, new Date(), format), shelf: shelf.html },
      { canonicalPath: pageHref(page), cache: { query: ['page'], tags: ['entries'], ttlMs: 60_000 } },
    );
  });
};
