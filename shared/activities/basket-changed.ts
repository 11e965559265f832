import { z } from 'zod';
import { defineActivity } from './define-activity.js';

export const basketChanged = defineActivity({
  type: 'basket.changed',
  app: 'cart',
  v: 1,
  visibility: 'private',
  payload: z.object({ basketId: z.uuid(), owner: z.string() }),
  subject: ({ basketId }) => `basket:${basketId}`,
  tags: ({ owner }) => [`basket:${owner}`],
});
