import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { NotFound } from '@rose-ash/shared/lib/errors';
import { createFormat } from '@rose-ash/shared/lib/format';
import { entryPath, presentEntry } from '../presenters/entry.js';
import { entryView } from '../views.js';

export const entryRoutes: Routes = (router, { site }) => {
  const format = createFormat(site);

  router.get('entry', '/entries/:slug', async function showEntry(ctx) {
    const parts = ctx.compose({ upcoming: { type: 'events/upcoming', params: { limit: 4, level: 2 } } });
    const entry = await ctx.services.events.findEntry(ctx.viewer, ctx.params['slug'] ?? '');
    if (entry === null) throw new NotFound();
    const { upcoming } = await parts;
    await ctx.render(
      entryView,
      { ...presentEntry(entry, new Date(), format), upcoming: upcoming.html },
      { canonicalPath: entryPath(entry.slug), cache: { query: [], tags: [`entry:${entry.id}`], ttlMs: 60_000 } },
    );
  });
};
