import { z } from 'zod';
import type { FragmentCatalogue } from '@rose-ash/shared/contracts/fragments';
import { defineFragment, type FragmentAsk } from '@rose-ash/shared/infrastructure/fragments/define-fragment';
import type { BlogValues } from '../config.js';
import { presentCard } from '../presenters/post-card.js';
import { latestView } from '../views.js';

type Ask = FragmentAsk<FragmentCatalogue['blog/latest'], BlogValues>;

const params = z.strictObject({
  limit: z.int().min(1).max(24),
  belowLead: z.boolean(),
  level: z.literal([2, 3]),
});

/** The newest posts, and the way to the earlier ones where there are more. */
export const latest = defineFragment(
  'blog/latest',
  params,
  async ({ services, params: { limit, belowLead, level }, format, app }: Ask) => {
    const { items, total } = await services.blog.listPosts(null, { page: 1, perPage: limit, withoutLead: belowLead });
    const posts = items.map((post) => presentCard(post, format, app.prints));
    return {
      view: latestView,
      model: { level, posts, hasLead: belowLead, hasMore: total > items.length },
      tags: ['posts'],
    };
  },
);
