import { z } from 'zod';
import { defineActivity } from './define-activity.js';

export const productChanged = defineActivity({
  type: 'product.changed',
  app: 'market',
  v: 1,
  visibility: 'public',
  payload: z.object({ productId: z.uuid() }),
  subject: ({ productId }) => `product:${productId}`,
  tags: ({ productId }) => ['products', `product:${productId}`],
});
