import type { Services } from '../../contracts/registry.js';
import type { SafeHtml } from '../../lib/safe-html.js';
import type { Config } from '../config/config.js';
import type { Composer, Fallback } from '../fragments/compose.js';
import { fragmentHtml } from '../fragments/fragment-html.js';
import { layoutRequests, type LayoutParts } from '../fragments/layout-parts.js';
import type { Composition } from '../fragments/open-composition.js';
import { createShowFragment, type ShowFragment } from '../fragments/show-fragment.js';
import { staticFiles, type StaticFiles } from '../http/static-files.js';
import { Engine } from '../views/engine.js';
import { createIcon } from '../views/icon.js';
import { createRenderer, type Renderer } from '../views/render-page.js';
import type { AnyApp } from './define-app.js';
import { staticFolders, templateFolders } from './places.js';

/** What an app shows things with, on its public and on its internal side. */
export interface House {
  files: StaticFiles;
  renderer: Renderer;
  showFragment: ShowFragment;
  /** Null where nobody is there to ask, as in a gallery of samples. */
  composer: Composer | null;
  /** A header that needs nobody. */
  plainHeader: LayoutParts;
}

export interface HouseOptions {
  config: Config;
  services: Services;
  composition: Composition | null;
}

export function openHouse(app: AnyApp, { config, services, composition }: HouseOptions): House {
  const files = staticFiles(staticFolders(app.name));
  const engine = new Engine({ folders: templateFolders(app.name), cache: config.environment !== 'development' });
  const common = { engine, files, service: app.name, siteTitle: config.site.title };
  const frame = { lang: config.site.locale, urls: config.urls };
  const asset = (name: string) => files.url(name);
  const icon = createIcon(() => files.url('img/icons.svg'));
  const page = { ...frame, service: app.name, siteTitle: config.site.title };
  const showFragment = createShowFragment({
    ...{ fragments: app.fragments ?? [], services, engine, site: config.site, app: config.app, asset, icon, page },
    // Whoever asks for a fragment has looked at the sign-in already.
    findViewer: (id) => services.federation.findViewer(id),
  });
  const makeFallback: Fallback = ({ type, params }, state) =>
    fragmentHtml(type, engine.render(`fallbacks/${type}`, { params, state, page, asset, icon }));
  const fallback = config.environment === 'development' ? makeFallback : keepFallbacks(makeFallback);
  const { basket, you, menu } = layoutRequests(app.name);
  return {
    files,
    renderer: createRenderer({ ...common, ...frame, serviceTitle: app.title }),
    showFragment,
    composer: composition?.openComposer(showFragment, fallback) ?? null,
    plainHeader: { basket: fallback(basket, 'nobody'), you: fallback(you, 'nobody'), menu: fallback(menu, 'nobody') },
  };
}

const mostFallbacks = 500;

/** A stranger's page shows one in its header each time, and it is always the same. */
function keepFallbacks(make: Fallback): Fallback {
  const made = new Map<string, SafeHtml>();
  return (request, state) => {
    const key = `${request.type} ${state} ${JSON.stringify(request.params)}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const html = make(request, state);
    if (made.size < mostFallbacks) made.set(key, html);
    return html;
  };
}
