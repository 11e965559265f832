import { countOf } from '@rose-ash/shared/lib/count-of';
import type { HomeModel } from '../views.js';

export interface Holdings {
  products: number;
  /** Shops whose shelves these are. */
  shops: number;
}

/** Says what the market holds. */
export function presentHome({ products, shops }: Holdings): HomeModel {
  if (products === 0) return { holds: ['The shelves are empty so far: no product has been entered.'] };
  return {
    holds: [`On the shelves: ${countOf(products, 'product', 'products')} from ${countOf(shops, 'shop', 'shops')}.`],
  };
}
