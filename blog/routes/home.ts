import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { NotFound } from '@rose-ash/shared/lib/errors';
import { createFormat } from '@rose-ash/shared/lib/format';
import type { settings } from '../config.js';
import { presentHome } from '../presenters/home.js';
import { pageHref } from '../presenters/pagination.js';
import { homeView } from '../views.js';

export const homeRoutes: Routes<typeof settings> = (router, { app, site }) => {
  const format = createFormat(site);

  router.get('home', '/', async (ctx) => {
    const page = readPage(ctx.query['page']);
    const list = await ctx.services.blog.listPosts(ctx.viewer, { page, perPage: app.postsPerPage });
    // An empty blog still has a front page.
    if (page > Math.max(list.pages, 1)) throw new NotFound();
    await ctx.render(homeView, presentHome(list, new Date(), format, app.prints), { canonicalPath: pageHref(page) });
  });
};

/** @throws NotFound for what is no page number: such a page does not exist. */
function readPage(value: string | string[] | undefined): number {
  if (value === undefined) return 1;
  if (typeof value !== 'string' || !/^[1-9]\d{0,5}$/.test(value)) throw new NotFound();
  return Number(value);
}
