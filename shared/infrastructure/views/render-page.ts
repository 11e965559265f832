import type { AppName } from '../../contracts/apps.js';
import type { SiteUrls } from '../config/site-urls.js';
import { chosenScheme } from '../http/chosen-scheme.js';
import type { LayoutParts } from '../fragments/layout-parts.js';
import type { Context } from '../http/context.js';
import type { StaticFiles } from '../http/static-files.js';
import type { View } from './define-view.js';
import type { Engine } from './engine.js';
import { createIcon } from './icon.js';
import type { FrameHead, PageFrame } from './page-frame.js';
import type { HeadImage, PageHead } from './page-head.js';
import type { RenderOptions } from './render-options.js';
import { writeStructuredData } from './structured-data.js';

export interface Renderer {
  /** The whole page, in the layout that its template names. */
  page<M extends object>(ctx: Context, view: View<M>, model: M, header: LayoutParts, options?: RenderOptions): string;
}

export interface RendererOptions {
  engine: Engine;
  files: StaticFiles;
  service: AppName;
  serviceTitle: string;
  siteTitle: string;
  lang: string;
  urls: SiteUrls;
}

export function createRenderer(options: RendererOptions): Renderer {
  const { engine, files, service, serviceTitle, siteTitle, lang, urls } = options;
  const asset = (name: string) => files.url(name);
  const icon = createIcon(() => files.url('img/icons.svg'));
  const house = { lang, service, serviceTitle, siteTitle, urls };
  const still = engine.openStill({ page: house, asset, icon });
  const houseCard = () => ({
    url: urls[service] + asset('img/card.png'),
    alt: siteTitle,
    size: { width: 1200, height: 630 },
  });
  return {
    page(ctx, view, model, header, { canonicalPath, robots, head = {} } = {}) {
      const page: PageFrame = {
        ...house,
        ...{ robots, header },
        scheme: chosenScheme(ctx),
        requestId: ctx.state.requestId,
        head: completeHead(head, houseCard),
        canonical: canonicalPath === undefined ? undefined : (head.canonical ?? urls[service] + canonicalPath),
      };
      return engine.render(view.name, { model, page, asset, icon, still });
    },
  };
}

function completeHead(
  { kind = 'website', title, description, link = {}, twitter = {}, image, article, feeds = [], data = [] }: PageHead,
  card: () => HeadImage,
): FrameHead {
  return {
    ...{ kind, title, description, link, twitter, feeds, image: image ?? card(), article: article ?? null },
    data: data.length === 0 ? null : writeStructuredData(data),
  };
}
