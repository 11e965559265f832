import { z } from 'zod';
import { defineActivity } from './define-activity.js';

export const entryAnnounced = defineActivity({
  type: 'entry.announced',
  app: 'events',
  v: 1,
  visibility: 'public',
  payload: z.object({ entryId: z.uuid() }),
  subject: ({ entryId }) => `entry:${entryId}`,
  tags: ({ entryId }) => ['entries', `entry:${entryId}`],
});
