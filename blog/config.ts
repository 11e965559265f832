import { z } from 'zod';
import { ghostEnv } from '@rose-ash/shared/infrastructure/config/ghost-env';
import { defineSettings, type AppValues } from '@rose-ash/shared/infrastructure/config/setting';

/** The pictures in shared/static/img/prints that a subject may wear. */
const prints = ['beetroot', 'canal', 'ceilidh', 'loaf', 'milk', 'press', 'repair', 'seeds', 'street'] as const;

export const settings = defineSettings({
  env: ghostEnv,
  file: z.object({
    postsPerPage: z.number().int().min(2).max(25).default(12),
    /** Tag slug to print: what a post without a picture of its own shows. */
    prints: z.record(z.string(), z.enum(prints)).default({}),
  }),
});

export type BlogValues = AppValues<typeof settings>;
