import { z } from 'zod';
import { defineFragment } from '@rose-ash/shared/infrastructure/fragments/define-fragment';
import { presentLatest } from '../presenters/latest.js';
import { latestView } from '../views.js';

/** The newest public posts of the platform, as one overhears them in the street. */
export const latest = defineFragment(
  'federation/latest',
  z.object({ limit: z.int().min(1).max(20), level: z.literal([2, 3]) }),
  async ({ services, params: { limit, level }, site, format }) => {
    const posts = await services.blog.listForEveryone(limit);
    const tags = ['posts', ...posts.map(({ id }) => `post:${id}`)];
    return { view: latestView, model: presentLatest(posts, level, site.locale, format), tags };
  },
);
