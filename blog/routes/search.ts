import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { readPage, requirePage } from '@rose-ash/shared/infrastructure/http/read-page';
import { createFormat } from '@rose-ash/shared/lib/format';
import type { settings } from '../config.js';
import { presentSearch } from '../presenters/search.js';
import { searchView } from '../views.js';
import { sendOn } from './send-on.js';

const perPage = 10;
const mostTags = 12;

export const searchRoutes: Routes<typeof settings> = (router, { site }) => {
  const format = createFormat(site);

  router.get('search', '/search', async function search(ctx) {
    const [text = ''] = [ctx.query['q'] ?? ''].flat();
    const page = readPage(ctx.query['page']);
    const found = await ctx.services.blog.searchPosts(ctx.viewer, { text, page, perPage });
    if (page > 1) requirePage(found);
    const tags = found.total > 0 ? [] : await ctx.services.blog.listTags(ctx.viewer, mostTags);
    await ctx.render(searchView, presentSearch(found, tags, format), { robots: 'noindex' });
  });

  router.get('/search/', (ctx) => {
    sendOn(ctx, '/search');
  });
};
