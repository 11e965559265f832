import type { App } from '../../infrastructure/app/define-app.js';
import type { AppRouter, Routes } from '../../infrastructure/app/router.js';
import { layoutRequests } from '../../infrastructure/fragments/layout-parts.js';
import type { Context } from '../../infrastructure/http/context.js';
import type { AnyView } from '../../infrastructure/views/define-view.js';
import { NotFound } from '../../lib/errors.js';
import { fragmentView, galleryView, sharedViews, type GalleryEntry } from './gallery-views.js';

const entrance = '/__gallery';

/** Every view of an app with each of its samples, in the real layout: for those who build the house, in development only. */
export function galleryRoutes(app: Pick<App, 'views'>): Routes {
  const shown = [...app.views, ...sharedViews];
  return (router: AppRouter) => {
    router.get([entrance, `${entrance}/`], async function showGallery(ctx) {
      await ctx.render(galleryView, { views: shown.map(listView) }, { robots: 'noindex' });
    });
    router.get(`${entrance}/:folder/:name/:sample`, async function showSample(ctx) {
      const { view, sample } = findSample(shown, ctx);
      if (view.name.startsWith('fragments/')) await showFragment(ctx, view, sample);
      else await ctx.render(view, sample, { robots: 'noindex' });
    });
  };
}

/** The addresses of an app's samples in the order of the gallery, with those of the views that all apps share or without. */
export function galleryPaths(app: Pick<App, 'views'>, withShared: boolean): string[] {
  return [...app.views, ...(withShared ? sharedViews : [])].flatMap((view) =>
    listView(view).samples.map((sample) => sample.href),
  );
}

/** Views of what stands in the header of every page. */
const tabs = Object.values(layoutRequests('blog')).map(({ type }) => type.replace(/^[a-z]+/, 'fragments'));

/** A fragment is no page: it is shown in the narrowest and in the widest place that a page may give it. */
async function showFragment(ctx: Context, { name }: AnyView, model: object): Promise<void> {
  await ctx.render(fragmentView, { name, model, isTab: tabs.includes(name) }, { robots: 'noindex' });
}

function listView(view: AnyView): GalleryEntry {
  const samples = Object.keys(view.samples as object);
  return {
    name: view.name,
    samples: samples.map((name) => ({ name, href: `${entrance}/${view.name}/${encodeURIComponent(name)}` })),
  };
}

function findSample(shown: readonly AnyView[], ctx: Context): { view: AnyView; sample: object } {
  const { folder, name, sample: wanted } = (ctx as unknown as { params: Record<string, string> }).params;
  const view = shown.find((candidate) => candidate.name === `${String(folder)}/${String(name)}`);
  const samples = (view?.samples ?? {}) as Record<string, object>;
  const sample = Object.hasOwn(samples, String(wanted)) ? samples[String(wanted)] : undefined;
  if (!view || !sample) throw new NotFound('The gallery holds no such sample.');
  return { view, sample };
}
