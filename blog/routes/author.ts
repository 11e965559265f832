import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { readPage, requirePage } from '@rose-ash/shared/infrastructure/http/read-page';
import { NotFound } from '@rose-ash/shared/lib/errors';
import { createFormat } from '@rose-ash/shared/lib/format';
import { pageHref } from '@rose-ash/shared/lib/pagination';
import type { settings } from '../config.js';
import { authorFeed } from '../presenters/feed-words.js';
import { presentListHead } from '../presenters/head.js';
import { authorHref } from '../presenters/hrefs.js';
import { presentAuthorPage } from '../presenters/posts.js';
import { postsView } from '../views.js';
import { redirectSlashless } from './slashless.js';

export const authorRoutes: Routes<typeof settings> = (router, { app, site, urls }) => {
  const format = createFormat(site);
  const place = { siteTitle: site.title, lang: site.locale, urls };

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
    const model = presentAuthorPage(author, list, format, app.prints);
    await ctx.render(postsView, model, {
      canonicalPath: pageHref(page, authorHref(author.slug)),
      head: presentListHead(authorFeed(author, site.title), model.crumbs, place),
      cache: { query: ['page'], tags: ['posts'], ttlMs: 60_000 },
    });
  });

  redirectSlashless(router, '/author/:slug');
};
