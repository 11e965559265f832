import type { PostsQuery, PostSummaryDto } from '@rose-ash/shared/contracts/dtos/blog';
import type { Page } from '@rose-ash/shared/contracts/pages';
import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import { readPage, requirePage } from '@rose-ash/shared/infrastructure/http/read-page';
import { createFormat, type Format } from '@rose-ash/shared/lib/format';
import { pageHref } from '@rose-ash/shared/lib/pagination';
import type { BlogValues, settings } from '../config.js';
import { presentListHead } from '../presenters/head.js';
import { postsView } from '../views.js';
import type { PostsModel } from '../views/models.js';
import { redirectGhostWays } from './ghost-ways.js';
import { sendOnFrom } from './send-on.js';
import { redirectSlashless } from './slashless.js';

/** What has a list of posts under its name. */
interface ListPage<T extends { slug: string }> {
  kind: 'tag' | 'author';
  find: (ctx: Pick<Context, 'services'>, slug: string) => Promise<T | null>;
  narrow: (slug: string) => Pick<PostsQuery, 'tag' | 'author'>;
  href: (slug: string) => string;
  present: (thing: T, list: Page<PostSummaryDto>, format: Format, prints: BlogValues['prints']) => PostsModel;
  feed: (thing: T, siteTitle: string) => Parameters<typeof presentListHead>[0];
}

/** `/<kind>/<slug>/`, in pages. */
export function listPage<T extends { slug: string }>(page: ListPage<T>): Routes<typeof settings> {
  return function declare(router, { app, site, urls }) {
    const format = createFormat(site);
    const place = { siteTitle: site.title, lang: site.locale, urls };

    router.get(page.kind, `/${page.kind}/:slug/`, async function showList(ctx) {
      const slug = ctx.params['slug'] ?? '';
      const thing = await page.find(ctx, slug);
      if (thing === null) {
        await sendOnFrom(slug, ctx, page.kind, page.href);
        return;
      }
      const slice = { page: readPage(ctx.query['page']), perPage: app.postsPerPage };
      const list = await ctx.services.blog.listPosts(ctx.viewer, { ...slice, ...page.narrow(thing.slug) });
      requirePage(list);
      const model = page.present(thing, list, format, app.prints);
      await ctx.render(postsView, model, {
        canonicalPath: pageHref(slice.page, page.href(thing.slug)),
        head: presentListHead(page.feed(thing, site.title), model.crumbs, place),
        cache: { query: ['page'], tags: ['posts'], ttlMs: 60_000 },
      });
    });

    redirectSlashless(router, `/${page.kind}/:slug`);
    redirectGhostWays(router, `/${page.kind}/:slug/`);
  };
}
