import { z } from 'zod';
import { defineFragment } from '@rose-ash/shared/infrastructure/fragments/define-fragment';
import { presentCard } from '../presenters/entry.js';
import { upcomingView } from '../views.js';

/** The next few entries that have not ended. */
export const upcoming = defineFragment(
  'events/upcoming',
  z.strictObject({ limit: z.int().min(1).max(24), level: z.literal([2, 3]) }),
  async ({ services, params: { limit, level }, format }) => {
    const { items } = await services.events.listUpcoming(null, { page: 1, perPage: limit });
    const now = new Date();
    return {
      view: upcomingView,
      model: { level, entries: items.map((entry) => presentCard(entry, now, format)) },
      tags: ['entries'],
    };
  },
);
