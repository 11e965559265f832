import { countOf } from '@rose-ash/shared/lib/count-of';
import type { HomeModel } from '../views.js';

export interface Holdings {
  /** Baskets with something in them. */
  baskets: number;
}

/** Says what the basket's service holds. */
export function presentHome({ baskets }: Holdings): HomeModel {
  if (baskets === 0) return { holds: ['Nobody has anything in a basket just now.'] };
  return { holds: [`In use: ${countOf(baskets, 'basket', 'baskets')} with something inside.`] };
}
