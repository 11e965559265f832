import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { NotFound } from '@rose-ash/shared/lib/errors';
import { createFormat } from '@rose-ash/shared/lib/format';
import type { settings } from '../config.js';
import { presentPost } from '../presenters/post.js';
import { postHref } from '../presenters/hrefs.js';
import { postView } from '../views.js';

export const postRoutes: Routes<typeof settings> = (router, { app, site }) => {
  const format = createFormat(site);

  router.get('post', '/:slug/', async (ctx) => {
    const post = await ctx.services.blog.findPost(ctx.viewer, ctx.params['slug'] ?? '');
    if (post === null) throw new NotFound();
    const neighbours = post.kind === 'post' ? await ctx.services.blog.findNeighbours(ctx.viewer, post) : null;
    await ctx.render(postView, presentPost(post, neighbours, format, app.prints), {
      canonicalPath: postHref(post.slug),
      cache: { query: [], tags: [`post:${post.id}`, 'posts'], ttlMs: 60_000 },
    });
  });

  // Ghost's addresses end in a slash; people's do not always.
  router.get('post-without-slash', '/:slug', async (ctx) => {
    const post = await ctx.services.blog.findPost(ctx.viewer, ctx.params['slug'] ?? '');
    if (post === null) throw new NotFound();
    ctx.status = 301;
    ctx.redirect(postHref(post.slug) + ctx.search);
  });
};
