import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { readPage, requirePage } from '@rose-ash/shared/infrastructure/http/read-page';
import { NotFound } from '@rose-ash/shared/lib/errors';
import { createFormat } from '@rose-ash/shared/lib/format';
import { pageHref } from '@rose-ash/shared/lib/pagination';
import type { settings } from '../config.js';
import { tagFeed } from '../presenters/feed-words.js';
import { presentListHead } from '../presenters/head.js';
import { tagHref } from '../presenters/hrefs.js';
import { presentTagPage } from '../presenters/posts.js';
import { postsView } from '../views.js';
import { redirectSlashless } from './slashless.js';

export const tagRoutes: Routes<typeof settings> = (router, { app, site, urls }) => {
  const format = createFormat(site);
  const place = { siteTitle: site.title, lang: site.locale, urls };

  router.get('tag', '/tag/:slug/', async function showTag(ctx) {
    const tag = await ctx.services.blog.findTag(ctx.params['slug'] ?? '');
    if (tag === null) throw new NotFound();
    const page = readPage(ctx.query['page']);
    const list = await ctx.services.blog.listPosts(ctx.viewer, { page, perPage: app.postsPerPage, tag: tag.slug });
    requirePage(list);
    const model = presentTagPage(tag, list, format, app.prints);
    await ctx.render(postsView, model, {
      canonicalPath: pageHref(page, tagHref(tag.slug)),
      head: presentListHead(tagFeed(tag, site.title), model.crumbs, place),
      cache: { query: ['page'], tags: ['posts'], ttlMs: 60_000 },
    });
  });

  redirectSlashless(router, '/tag/:slug');
};
