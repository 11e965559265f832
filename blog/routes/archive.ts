import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { readPage, requirePage } from '@rose-ash/shared/infrastructure/http/read-page';
import { createFormat } from '@rose-ash/shared/lib/format';
import { pageHref } from '@rose-ash/shared/lib/pagination';
import type { settings } from '../config.js';
import { presentArchive } from '../presenters/archive.js';
import { presentFrontHead } from '../presenters/head.js';
import { archiveHref } from '../presenters/hrefs.js';
import { archiveView } from '../views.js';
import { redirectSlashless } from './slashless.js';

const perPage = 100;
const mostTags = 40;

export const archiveRoutes: Routes<typeof settings> = (router, { site, urls }) => {
  const format = createFormat(site);
  const head = presentFrontHead({ siteTitle: site.title, lang: site.locale, urls });

  router.get('archive', archiveHref, async function showArchive(ctx) {
    const page = readPage(ctx.query['page']);
    const list = await ctx.services.blog.listPosts(ctx.viewer, { page, perPage });
    requirePage(list);
    const tags = await ctx.services.blog.listTags(ctx.viewer, mostTags);
    await ctx.render(archiveView, presentArchive(list, tags, format), {
      canonicalPath: pageHref(page, archiveHref),
      head,
      cache: { query: ['page'], tags: ['posts'], ttlMs: 60_000 },
    });
  });

  redirectSlashless(router, '/archive');
};
