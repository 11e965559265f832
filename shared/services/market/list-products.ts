import type { ProductDto } from '../../contracts/dtos/market.js';
import type { Page, PageQuery } from '../../contracts/pages.js';
import { mapPage } from '../../lib/pages.js';
import { columnsOf } from '../columns-of.js';
import { pageStatement, readPage } from '../read-page.js';
import type { ReadDeps } from '../unit-deps.js';
import { sqlOfShelf } from './policy.js';
import { productColumns, toProductDto, type ProductRow } from './product-dto.js';

const statement = pageStatement('list products', {
  columns: columnsOf('product', productColumns),
  among: `products product where ${sqlOfShelf('product')}`,
  order: 'name, id',
});

/** One query. */
export async function listProducts({ read }: ReadDeps, query: PageQuery): Promise<Page<ProductDto>> {
  return mapPage(await readPage<ProductRow>(read, statement, query), toProductDto);
}
