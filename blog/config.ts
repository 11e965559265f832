import { z } from 'zod';
import { defineSettings } from '@rose-ash/shared/infrastructure/config/setting';

/** The pictures in shared/static/img/prints that a subject may wear. */
const prints = ['beetroot', 'canal', 'ceilidh', 'loaf', 'milk', 'press', 'repair', 'seeds', 'street'] as const;

export const settings = defineSettings({
  env: {},
  file: z.object({
    postsPerPage: z.number().int().min(1).max(100).default(12),
    /** Tag slug to print: what a post without a picture of its own shows. */
    prints: z.record(z.string(), z.enum(prints)).default({}),
  }),
});
