import { z } from 'zod';
import { defineSettings } from '@rose-ash/shared/infrastructure/config/setting';

export const settings = defineSettings({
  env: {},
  file: z.object({ postsPerPage: z.number().int().min(1).max(100).default(12) }),
});
