import { z } from 'zod';
import { defineActivity } from './define-activity.js';

export const memberJoined = defineActivity({
  type: 'member.joined',
  app: 'federation',
  v: 1,
  visibility: 'private',
  payload: z.object({ memberId: z.uuid() }),
  subject: ({ memberId }) => `member:${memberId}`,
  tags: ({ memberId }) => ['members', `member:${memberId}`],
});
