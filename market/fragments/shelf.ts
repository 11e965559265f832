import { z } from 'zod';
import { defineFragment } from '@rose-ash/shared/infrastructure/fragments/define-fragment';
import { presentCard } from '../presenters/product.js';
import { shelfView } from '../views.js';

/** The first few things that are sold, by name. */
export const shelf = defineFragment(
  'market/shelf',
  z.strictObject({ limit: z.int().min(1).max(24), level: z.literal([2, 3]) }),
  async ({ services, params: { limit, level }, format }) => {
    const { items } = await services.market.listProducts(null, { page: 1, perPage: limit });
    return {
      view: shelfView,
      model: { level, products: items.map((product) => presentCard(product, format)) },
      tags: ['products'],
    };
  },
);
