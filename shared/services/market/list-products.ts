import type { ProductDto } from '../../contracts/dtos/market.js';
import type { Page, PageQuery } from '../../contracts/pages.js';
import { sliceOf, toPage } from '../../lib/pages.js';
import { Product } from '../../models/market/product.js';
import type { UnitDeps } from '../unit-deps.js';
import { onTheShelf } from './policy.js';
import { toProductDto } from './product-dto.js';

/** Two queries. */
export async function listProducts({ manager }: UnitDeps, query: PageQuery): Promise<Page<ProductDto>> {
  const products = await manager.find(Product, {
    where: onTheShelf,
    order: { name: 'ASC', id: 'ASC' },
    ...sliceOf(query),
  });
  return toPage(products.map(toProductDto), await manager.countBy(Product, onTheShelf), query);
}
