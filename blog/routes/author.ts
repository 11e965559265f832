import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { readPage, requirePage } from '@rose-ash/shared/infrastructure/http/read-page';
import { NotFound } from '@rose-ash/shared/lib/errors';
import { createFormat } from '@rose-ash/shared/lib/format';
import { pageHref } from '@rose-ash/shared/lib/pagination';
import type { settings } from '../config.js';
import { authorHref } from '../presenters/hrefs.js';
import { presentAuthorPage } from '../presenters/posts.js';
import { postsView } from '../views.js';
import { redirectSlashless } from './slashless.js';

export const authorRoutes: Routes<typeof settings> = (router, { app, site }) => {
  const format = createFormat(site);

  router.get('author', '/author/:slug/', async function showAuthor(ctx) {
    const author = await ctx.services.blog.findAuthor(ctx.params['slug'] ?? '');
    if (author === null) throw new NotFound();
    const page = readPage(ctx.query['page']);
    const list = await ctx.services.blog.listPosts(ctx.viewer, {
      page,
      perPage: app.postsPerPage,
      author: author.slug,
    });
    requirePage(list);
    await ctx.render(postsView, presentAuthorPage(author, list, format, app.prints), {
      canonicalPath: pageHref(page, authorHref(author.slug)),
      cache: { query: ['page'], tags: ['posts'], ttlMs: 60_000 },
    });
  });

  redirectSlashless(router, '/author/:slug');
};
