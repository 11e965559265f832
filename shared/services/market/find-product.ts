import { In } from 'typeorm';
import type { ProductDto } from '../../contracts/dtos/market.js';
import type { Statement } from '../../contracts/unit-of-work.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { isId } from '../../lib/ids.js';
import { isSlug } from '../../lib/slugs.js';
import { Product } from '../../models/market/product.js';
import { columnsOf } from '../columns-of.js';
import type { ReadDeps, UnitDeps } from '../unit-deps.js';
import { findsWithdrawn, onTheShelf, sqlOfShelf } from './policy.js';
import { productColumns, toProductDto, type ProductRow } from './product-dto.js';

/** Of the slug, and whether what was withdrawn is found too. */
const statement: Statement = {
  name: 'find product',
  text: `select ${columnsOf('product', productColumns)} from products product
    where product.slug = $1 and ($2::boolean or ${sqlOfShelf('product')})`,
};

/** At most one query. */
export async function findProduct({ read }: ReadDeps, viewer: MaybeViewer, slug: string): Promise<ProductDto | null> {
  if (!isSlug(slug)) return null;
  const [product] = await read<ProductRow>(statement, [slug, findsWithdrawn(viewer)]);
  return product === undefined ? null : toProductDto(product);
}

/** At most one query, however many. */
export async function findProducts({ manager }: UnitDeps, ids: readonly string[]): Promise<ProductDto[]> {
  const known = ids.filter(isId);
  if (known.length === 0) return [];
  const products = await manager.findBy(Product, { ...onTheShelf, id: In(known) });
  return products.map(toProductDto);
}
