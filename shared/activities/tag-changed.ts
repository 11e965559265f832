import { z } from 'zod';
import { defineActivity } from './define-activity.js';

/** A tag is called or described otherwise, wherever posts show it. */
export const tagChanged = defineActivity({
  type: 'tag.changed',
  app: 'blog',
  v: 1,
  visibility: 'public',
  payload: z.object({ tagId: z.uuid() }),
  subject: ({ tagId }) => `tag:${tagId}`,
  tags: () => ['posts'],
});
