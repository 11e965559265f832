import type { AddressDto } from '../../contracts/dtos/addresses.js';
import type { PageQuery } from '../../contracts/pages.js';
import type { UnitDeps } from '../unit-deps.js';
import { upcoming } from './upcoming.js';

const most = 5000;

/** One query. By id, which is by time: new ones come last. */
export async function listAddresses(deps: UnitDeps, { page, perPage }: PageQuery): Promise<AddressDto[]> {
  const limit = Math.min(perPage, most);
  return upcoming(deps)
    .select('entry.slug', 'slug')
    .addSelect('entry.updatedAt', 'changedAt')
    .orderBy('entry.id')
    .limit(limit)
    .offset((page - 1) * limit)
    .getRawMany<AddressDto>();
}
