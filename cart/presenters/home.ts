import { countOf } from '@rose-ash/shared/lib/count-of';
import type { HomeModel } from '../views.js';

export interface Holdings {
  /** Baskets with something in them. */
  baskets: number;
  orders: number;
}

/** Says what the basket's service holds. */
export function presentHome({ baskets, orders }: Holdings): HomeModel {
  if (baskets === 0 && orders === 0) {
    return { holds: ['Nobody has put anything into a basket so far, and nothing has been ordered.'] };
  }
  return {
    holds: [
      `In use: ${countOf(baskets, 'basket', 'baskets')} with something inside. Made so far: ${countOf(orders, 'order', 'orders')}.`,
    ],
  };
}
