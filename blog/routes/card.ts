import { staticFolders } from '@rose-ash/shared/infrastructure/app/places';
import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { staticFiles } from '@rose-ash/shared/infrastructure/http/static-files';
import { CardDrawer } from '@rose-ash/shared/infrastructure/pictures/draw-cards';
import { NotFound } from '@rose-ash/shared/lib/errors';
import type { settings } from '../config.js';
import { cardKey, cardPath } from '../presenters/card.js';

export const cardRoutes: Routes<typeof settings> = (router, { service, site }) => {
  const drawer = new CardDrawer(staticFiles(staticFolders(service)));

  router.get('card', '/:slug/card-:key.png', async function showCard(ctx) {
    const { slug = '', key = '' } = ctx.params;
    // A title is for everybody, whomever the text is for.
    const post = await ctx.services.blog.findPost(null, slug);
    if (post === null || !/^[0-9a-f]{16}$/.test(key)) throw new NotFound();
    if (key !== cardKey(post.title, site.title)) {
      ctx.redirect(cardPath(post, site.title));
      return;
    }
    ctx.body = await drawer.draw(key, { title: post.title, siteTitle: site.title });
    ctx.type = 'image/png';
    ctx.set('cache-control', 'public, max-age=31536000, immutable');
  });
};
