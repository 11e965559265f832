import { z } from 'zod';
import { defineActivity } from './define-activity.js';

/** A post or page can be read by everybody now. */
export const postPublished = defineActivity({
  type: 'post.published',
  app: 'blog',
  v: 1,
  visibility: 'public',
  payload: z.object({ postId: z.uuid() }),
  subject: ({ postId }) => `post:${postId}`,
  tags: ({ postId }) => ['posts', `post:${postId}`],
});
