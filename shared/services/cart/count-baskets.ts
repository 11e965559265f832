import { BasketLine } from '../../models/cart/basket-line.js';
import type { CartDeps } from './deps.js';

/** One query. A basket that was emptied is none. */
export async function countBaskets({ manager }: CartDeps): Promise<number> {
  const counted = await manager
    .createQueryBuilder(BasketLine, 'line')
    .select('count(distinct line.basketId)::int', 'baskets')
    .getRawOne<{ baskets: number }>();
  return counted?.baskets ?? 0;
}
