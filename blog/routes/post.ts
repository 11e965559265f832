import type { PostDto } from '@rose-ash/shared/contracts/dtos/blog';
import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { createFormat } from '@rose-ash/shared/lib/format';
import type { settings } from '../config.js';
import { cardPath } from '../presenters/card.js';
import { presentPostHead } from '../presenters/post-head.js';
import { presentPost } from '../presenters/post.js';
import { postHref } from '../presenters/hrefs.js';
import { postView } from '../views.js';
import { sendOn, sendOnFrom } from './send-on.js';

export const postRoutes: Routes<typeof settings> = (router, { app, site, urls }) => {
  const format = createFormat(site);
  const place = { siteTitle: site.title, lang: site.locale, urls };

  router.get('post', '/:slug/', async (ctx) => {
    const slug = ctx.params['slug'] ?? '';
    const post = await ctx.services.blog.findPost(ctx.viewer, slug);
    if (post === null) {
      await sendOnFrom(slug, ctx, 'post', postHref);
      return;
    }
    const model = presentPost(post, format, app.prints);
    await ctx.render(postView, model, {
      canonicalPath: postHref(post.slug),
      head: presentPostHead(post, model.crumbs, cardPath(post, site.title), place),
      // What only some may read is in no cache, whatever the cache itself would say to it.
      ...(post.audience === 'everyone' || post.isTeaser ? { cache: cacheOf(post) } : {}),
    });
  });

  // Ghost's addresses end in a slash; people's do not always.
  router.get('post-without-slash', '/:slug', async (ctx) => {
    const slug = ctx.params['slug'] ?? '';
    const post = await ctx.services.blog.findPost(ctx.viewer, slug);
    if (post === null) await sendOnFrom(slug, ctx, 'post', postHref);
    else sendOn(ctx, postHref(post.slug));
  });
};

const cacheOf = ({ id }: PostDto) => ({ query: [], tags: [`post:${id}`, 'posts'], ttlMs: 60_000 });
