import type { AddressDto } from '../../contracts/dtos/addresses.js';
import type { PageQuery } from '../../contracts/pages.js';
import { Product } from '../../models/market/product.js';
import type { UnitDeps } from '../unit-deps.js';
import { onTheShelf } from './policy.js';

const most = 5000;

/** One query. By id, which is by time: new ones come last. */
export async function listAddresses({ manager }: UnitDeps, { page, perPage }: PageQuery): Promise<AddressDto[]> {
  const take = Math.min(perPage, most);
  const products = await manager.find(Product, {
    select: { id: true, slug: true, updatedAt: true },
    where: onTheShelf,
    order: { id: 'ASC' },
    ...{ skip: (page - 1) * take, take },
  });
  return products.map(({ slug, updatedAt }) => ({ slug, changedAt: updatedAt }));
}
