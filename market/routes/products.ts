import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { NotFound } from '@rose-ash/shared/lib/errors';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentProductHead } from '../presenters/head.js';
import { presentProduct, productPath } from '../presenters/product.js';
import { productView } from '../views.js';

export const productRoutes: Routes = (router, { site, urls }) => {
  const format = createFormat(site);
  const house = { siteTitle: site.title, urls };

  router.get('product', '/products/:slug', async function showProduct(ctx) {
    const parts = ctx.compose({ shelf: { type: 'market/shelf', params: { limit: 4, level: 2 } } });
    const product = await ctx.services.market.findProduct(ctx.viewer, ctx.params['slug'] ?? '');
    // Shopkeepers find what was withdrawn; on a page that anybody may be sent it would look as if it were sold.
    if (product?.withdrawnAt !== null) throw new NotFound();
    const { shelf } = await parts;
    const shown = presentProduct(product, format);
    await ctx.render(
      productView,
      { ...shown, shelf: shelf.html },
      {
        canonicalPath: productPath(product.slug),
        head: presentProductHead(product, shown.description, house),
        cache: { query: [], tags: [`product:${product.id}`], ttlMs: 60_000 },
      },
    );
  });
};
