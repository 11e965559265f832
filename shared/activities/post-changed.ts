import { z } from 'zod';
import { defineActivity } from './define-activity.js';

/** A post or page that everybody can read reads otherwise. */
export const postChanged = defineActivity({
  type: 'post.changed',
  app: 'blog',
  v: 1,
  visibility: 'public',
  payload: z.object({ postId: z.uuid() }),
  subject: ({ postId }) => `post:${postId}`,
  tags: ({ postId }) => ['posts', `post:${postId}`],
});
