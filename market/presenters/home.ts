import type { ProductDto } from '@rose-ash/shared/contracts/dtos/market';
import type { Page } from '@rose-ash/shared/contracts/pages';
import { countOf } from '@rose-ash/shared/lib/count-of';
import type { Format } from '@rose-ash/shared/lib/format';
import { presentPagination } from '@rose-ash/shared/lib/pagination';
import type { HomeModel } from '../views/models.js';
import { presentCard } from './product.js';

/** A page of all that is sold. */
export function presentHome(
  { items, page, pages, total }: Page<ProductDto>,
  format: Format,
): Omit<HomeModel, 'upcoming'> {
  return {
    count: total === 0 ? '' : `${countOf(total, 'thing', 'things')} for sale`,
    products: items.map((product) => presentCard(product, format)),
    pagination: presentPagination(page, pages),
  };
}
