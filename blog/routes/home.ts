import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import { readPage, requirePage } from '@rose-ash/shared/infrastructure/http/read-page';
import { createFormat } from '@rose-ash/shared/lib/format';
import { pageHref } from '@rose-ash/shared/lib/pagination';
import type { settings } from '../config.js';
import { presentHome } from '../presenters/home.js';
import { homeView } from '../views.js';
import type { FrontParts } from '../views/models.js';

export const homeRoutes: Routes<typeof settings> = (router, { app, site }) => {
  const format = createFormat(site);

  router.get('home', '/', async function showHome(ctx) {
    const page = readPage(ctx.query['page']);
    const composing = page === 1 ? composeFront(ctx) : null;
    const list = await ctx.services.blog.listPosts(ctx.viewer, { page, perPage: app.postsPerPage });
    requirePage(list);
    const parts = await composing;
    await ctx.render(
      homeView,
      { ...presentHome(list, new Date(), format, app.prints), parts },
      { canonicalPath: pageHref(page), cache: { query: ['page'], tags: ['posts'], ttlMs: 60_000 } },
    );
  });
};

/** What is on, what is in, who said what. */
async function composeFront(ctx: Pick<Context, 'compose'>): Promise<FrontParts> {
  const { shelf, upcoming, latest } = await ctx.compose({
    shelf: { type: 'market/shelf', params: { limit: 4, level: 2 } },
    upcoming: { type: 'events/upcoming', params: { limit: 4, level: 2 } },
    latest: { type: 'federation/latest', params: { limit: 3, level: 2 } },
  });
  return { shelf: shelf.html, upcoming: upcoming.html, latest: latest.html };
}
