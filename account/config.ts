import { z } from 'zod';
import { defineSettings } from '@rose-ash/shared/infrastructure/config/setting';

export const settings = defineSettings({ env: {}, file: z.object({}) });
