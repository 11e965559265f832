import { countOf } from '@rose-ash/shared/lib/count-of';
import type { HomeModel } from '../views.js';

export interface Holdings {
  /** What is sold today. */
  products: number;
}

/** Says what the market holds. */
export function presentHome({ products }: Holdings): HomeModel {
  if (products === 0) return { holds: ['The shelves are empty today: nothing is for sale.'] };
  return { holds: [`On the shelves: ${countOf(products, 'product', 'products')}.`] };
}
