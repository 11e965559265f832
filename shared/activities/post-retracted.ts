import { z } from 'zod';
import { defineActivity } from './define-activity.js';

/** What everybody could read is no longer there, or no longer for everybody. */
export const postRetracted = defineActivity({
  type: 'post.retracted',
  app: 'blog',
  v: 1,
  visibility: 'public',
  payload: z.object({ postId: z.uuid() }),
  subject: ({ postId }) => `post:${postId}`,
  tags: ({ postId }) => ['posts', `post:${postId}`],
});
