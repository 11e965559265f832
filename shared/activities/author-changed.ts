import { z } from 'zod';
import { defineActivity } from './define-activity.js';

/** An author is called or described otherwise, wherever posts show them. */
export const authorChanged = defineActivity({
  type: 'author.changed',
  app: 'blog',
  v: 1,
  visibility: 'public',
  payload: z.object({ authorId: z.uuid() }),
  subject: ({ authorId }) => `author:${authorId}`,
  tags: () => ['posts'],
});
