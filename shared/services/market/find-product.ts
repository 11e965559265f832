import { In } from 'typeorm';
import type { ProductDto } from '../../contracts/dtos/market.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { isId } from '../../lib/ids.js';
import { isSlug } from '../../lib/slugs.js';
import { Product } from '../../models/market/product.js';
import type { UnitDeps } from '../unit-deps.js';
import { findableFor, onTheShelf } from './policy.js';
import { toProductDto } from './product-dto.js';

export async function findProduct(
  { manager }: UnitDeps,
  viewer: MaybeViewer,
  slug: string,
): Promise<ProductDto | null> {
  if (!isSlug(slug)) return null;
  const product = await manager.findOneBy(Product, { ...findableFor(viewer), slug });
  return product && toProductDto(product);
}

/** At most one query, however many. */
export async function findProducts({ manager }: UnitDeps, ids: readonly string[]): Promise<ProductDto[]> {
  const known = ids.filter(isId);
  if (known.length === 0) return [];
  const products = await manager.findBy(Product, { ...onTheShelf, id: In(known) });
  return products.map(toProductDto);
}
