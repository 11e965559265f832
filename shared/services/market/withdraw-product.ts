import type { ProductDto } from '../../contracts/dtos/market.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { NotFound } from '../../lib/errors.js';
import { isSlug } from '../../lib/slugs.js';
import { Product } from '../../models/market/product.js';
import type { UnitDeps } from '../unit-deps.js';
import { onTheShelf, requireShopkeeper } from './policy.js';
import { toProductDto } from './product-dto.js';

export async function withdrawProduct(
  { manager, record, clock }: UnitDeps,
  viewer: MaybeViewer,
  slug: string,
): Promise<ProductDto> {
  requireShopkeeper(viewer);
  if (!isSlug(slug)) throw new NotFound();
  const now = clock();
  // Only what is on the shelf is touched, so of two who withdraw it at once one does.
  const { affected } = await manager.update(Product, { ...onTheShelf, slug }, { withdrawnAt: now, updatedAt: now });
  const product = await manager.findOneBy(Product, { slug });
  if (product === null) throw new NotFound();
  if (affected === 1) record('product.withdrawn', { productId: product.id });
  return toProductDto(product);
}
