import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { NotFound } from '@rose-ash/shared/lib/errors';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentProduct, productPath } from '../presenters/product.js';
import { productView } from '../views.js';

export const productRoutes: Routes = (router, { site }) => {
  const format = createFormat(site);

  router.get('product', '/products/:slug', async function showProduct(ctx) {
    const parts = ctx.compose({ shelf: { type: 'market/shelf', params: { limit: 4, level: 2 } } });
    const product = await ctx.services.market.findProduct(ctx.viewer, ctx.params['slug'] ?? '');
    // Shopkeepers find what was withdrawn; on a page that anybody may be sent it would look as if it were sold.
    if (product?.withdrawnAt !== null) throw new NotFound();
    const { shelf } = await parts;
    await ctx.render(
      productView,
      { ...presentProduct(product, format), shelf: shelf.html },
      {
        canonicalPath: productPath(product.slug),
        cache: { query: [], tags: [`product:${product.id}`], ttlMs: 60_000 },
      },
    );
  });
};
