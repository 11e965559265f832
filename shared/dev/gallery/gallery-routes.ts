import type { App } from '../../infrastructure/app/define-app.js';
import type { AppRouter, Routes } from '../../infrastructure/app/router.js';
import type { Config } from '../../infrastructure/config/config.js';
import { layoutRequests } from '../../infrastructure/fragments/layout-parts.js';
import type { Context } from '../../infrastructure/http/context.js';
import type { AnyView } from '../../infrastructure/views/define-view.js';
import { NotFound } from '../../lib/errors.js';
import { listMails, mailSamples } from './gallery-mails.js';
import { fragmentView, galleryMailView, galleryView, sharedViews, type GalleryEntry } from './gallery-views.js';

const entrance = '/__gallery';

/** What a mail may do in its frame: be styled and show pictures. Its links open beside it. */
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; frame-ancestors 'self'";

type Shown = Pick<App, 'name' | 'views' | 'mails'>;

/**
 * Every view of an app with each of its samples, in the real layout, and every mail as it is sent: for those who build the
 * house, in development only.
 */
export function galleryRoutes(app: Shown): Routes {
  const shown = [...app.views, ...sharedViews];
  return (router: AppRouter, config: Config) => {
    const { mail } = config;
    const renderMail = mailSamples(app, config);
    router.get([entrance, `${entrance}/`], async function showGallery(ctx) {
      await ctx.render(galleryView, { views: listAll(app, shown) }, { robots: 'noindex' });
    });
    router.get(`${entrance}/mails/:name/:sample`, async function showMail(ctx) {
      const { subject, text } = findMail(renderMail, ctx);
      ctx.set('content-security-policy', `${ctx.response.get('content-security-policy')}; frame-src 'self'`);
      const model = { subject, from: mail.from, text, frame: `${ctx.path}/html` };
      await ctx.render(galleryMailView, model, { robots: 'noindex' });
    });
    router.get(`${entrance}/mails/:name/:sample/html`, async function showMailAlone(ctx) {
      ctx.set({ 'content-security-policy': mailPolicy, 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'no-store' });
      ctx.type = 'text/html; charset=utf-8';
      ctx.body = findMail(renderMail, ctx).html;
    });
    router.get(`${entrance}/:folder/:name/:sample`, async function showSample(ctx) {
      const { view, sample } = findSample(shown, ctx);
      if (view.name.startsWith('fragments/')) await showFragment(ctx, view, sample);
      else await ctx.render(view, sample, { robots: 'noindex' });
    });
  };
}

/** The addresses of an app's samples in the order of the gallery, with those of the views that all apps share or without. */
export function galleryPaths(app: Shown, withShared: boolean): string[] {
  const mails = pathsOf(listMails(app, entrance));
  return [
    ...pathsOf([...app.views, ...(withShared ? sharedViews : [])].map(listView)),
    ...mails.flatMap((path) => [path, `${path}/html`]),
  ];
}

function listAll(app: Shown, shown: readonly AnyView[]): GalleryEntry[] {
  return [...shown.map(listView), ...listMails(app, entrance)];
}

function pathsOf(entries: readonly GalleryEntry[]): string[] {
  return entries.flatMap(({ samples }) => samples.map((sample) => sample.href));
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

const paramsOf = (ctx: Context) => (ctx as unknown as { params: Record<string, string> }).params;

function findSample(shown: readonly AnyView[], ctx: Context): { view: AnyView; sample: object } {
  const { folder, name, sample: wanted } = paramsOf(ctx);
  const view = shown.find((candidate) => candidate.name === `${String(folder)}/${String(name)}`);
  const samples = (view?.samples ?? {}) as Record<string, object>;
  const sample = Object.hasOwn(samples, String(wanted)) ? samples[String(wanted)] : undefined;
  if (!view || !sample) throw new NotFound('The gallery holds no such sample.');
  return { view, sample };
}

function findMail(render: ReturnType<typeof mailSamples>, ctx: Context) {
  const { name, sample } = paramsOf(ctx);
  const letter = render(`mails/${String(name)}`, String(sample));
  if (letter === null) throw new NotFound('The gallery holds no such mail.');
  return letter;
}
