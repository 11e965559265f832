import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { NotFound } from '@rose-ash/shared/lib/errors';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentEntryHead } from '../presenters/head.js';
import { entryPath, presentEntry } from '../presenters/entry.js';
import { entryView } from '../views.js';

export const entryRoutes: Routes = (router, { site, urls }) => {
  const format = createFormat(site);
  const house = { siteTitle: site.title, urls };

  router.get('entry', '/entries/:slug', async function showEntry(ctx) {
    const parts = ctx.compose({ upcoming: { type: 'events/upcoming', params: { limit: 4, level: 2 } } });
    const entry = await ctx.services.events.findEntry(ctx.viewer, ctx.params['slug'] ?? '');
    if (entry === null) throw new NotFound();
    const { upcoming } = await parts;
    const shown = presentEntry(entry, new Date(), format);
    await ctx.render(
      entryView,
      { ...shown, upcoming: upcoming.html },
      {
        canonicalPath: entryPath(entry.slug),
        head: presentEntryHead(entry, shown.description, house),
        cache: { query: [], tags: [`entry:${entry.id}`], ttlMs: 60_000 },
      },
    );
  });
};
