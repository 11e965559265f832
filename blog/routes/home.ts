import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import { readPage, requirePage } from '@rose-ash/shared/infrastructure/http/read-page';
import { createFormat } from '@rose-ash/shared/lib/format';
import { pageHref } from '@rose-ash/shared/lib/pagination';
import type { settings } from '../config.js';
import { presentFrontHead } from '../presenters/head.js';
import { presentEarlier } from '../presenters/posts.js';
import { homeView, postsView } from '../views.js';
import { redirectGhostWays } from './ghost-ways.js';
import type { FrontParts } from '../views/models.js';

const cache = { query: ['page'], tags: ['posts'], ttlMs: 60_000 };

export const homeRoutes: Routes<typeof settings> = (router, { app, site, urls }) => {
  const format = createFormat(site);
  const head = presentFrontHead({ siteTitle: site.title, lang: site.locale, urls });

  router.get('home', '/', async function showHome(ctx) {
    const page = readPage(ctx.query['page']);
    if (page === 1) {
      const parts = await composeFront(ctx, app.postsPerPage);
      await ctx.render(homeView, { today: format.weekday(new Date()), parts }, { canonicalPath: '/', head, cache });
      return;
    }
    const list = await ctx.services.blog.listPosts(ctx.viewer, { page, perPage: app.postsPerPage });
    requirePage(list);
    await ctx.render(postsView, presentEarlier(list, format, app.prints), {
      canonicalPath: pageHref(page),
      head,
      cache,
    });
  });

  redirectGhostWays(router, '/');
};

/** What is new, what is on, what is in, who said what. */
async function composeFront(ctx: Pick<Context, 'compose'>, perPage: number): Promise<FrontParts> {
  const { lead, more, shelf, upcoming, latest } = await ctx.compose({
    lead: { type: 'blog/lead', params: { level: 2 } },
    more: { type: 'blog/latest', params: { limit: perPage - 1, belowLead: true, level: 2 } },
    shelf: { type: 'market/shelf', params: { limit: 4, level: 2 } },
    upcoming: { type: 'events/upcoming', params: { limit: 4, level: 2 } },
    latest: { type: 'federation/latest', params: { limit: 3, level: 2 } },
  });
  return { lead: lead.html, more: more.html, shelf: shelf.html, upcoming: upcoming.html, latest: latest.html };
}
