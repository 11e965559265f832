import { z } from 'zod';
import type { FragmentCatalogue } from '@rose-ash/shared/contracts/fragments';
import { defineFragment, type FragmentAsk } from '@rose-ash/shared/infrastructure/fragments/define-fragment';
import type { BlogValues } from '../config.js';
import { presentCard } from '../presenters/post-card.js';
import { leadView } from '../views.js';

type Ask = FragmentAsk<FragmentCatalogue['blog/lead'], BlogValues>;

const params = z.strictObject({ level: z.literal([2, 3]) });

/** The post that leads, set large. */
export const lead = defineFragment('blog/lead', params, async ({ services, params: { level }, format, app }: Ask) => {
  const post = await services.blog.findLead(null);
  const card = post === null ? null : presentCard(post, format, app.prints);
  return { view: leadView, model: { level, post: card }, tags: ['posts'] };
});
