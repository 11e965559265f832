import { z } from 'zod';
import { defineActivity } from './define-activity.js';

/** The menu over all six sites is another one. */
export const menuChanged = defineActivity({
  type: 'menu.changed',
  app: 'blog',
  v: 1,
  visibility: 'public',
  payload: z.object({ items: z.number().int().nonnegative() }),
  subject: () => 'menu:main',
  tags: () => ['menu'],
});
