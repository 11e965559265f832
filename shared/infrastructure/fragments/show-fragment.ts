import type { AppName } from '../../contracts/apps.js';
import { fragmentPolicies, type FragmentType } from '../../contracts/fragments.js';
import type { Services } from '../../contracts/registry.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { createFormat } from '../../lib/format.js';
import type { BaseFile } from '../config/base-file.js';
import type { SiteUrls } from '../config/site-urls.js';
import type { Engine } from '../views/engine.js';
import type { Made } from './cache/fragment-cache.js';
import type { AnyFragment, Fragment } from './define-fragment.js';
import { readSubject } from './subject.js';

/** Why a fragment was not made: nobody here makes it, or its parameters do not fit. */
export class NoSuchFragment extends Error {
  constructor(
    readonly status: 400 | 404,
    message: string,
  ) {
    super(message);
  }
}

export interface ShowOptions {
  fragments: readonly AnyFragment[];
  services: Services;
  engine: Engine;
  site: BaseFile['site'];
  /** The app's own settings. */
  app: unknown;
  /** What partials know of the house. */
  page: { service: AppName; lang: string; siteTitle: string; urls: SiteUrls };
  asset: (name: string) => string;
  icon: unknown;
  /** The member with the roles they have now; null for one who is gone. */
  findViewer: (id: string) => Promise<MaybeViewer>;
}

/** Makes one fragment of this app. */
export type ShowFragment = (type: string, params: unknown, subject: string) => Promise<Made>;

/** @throws NoSuchFragment from what it returns, and whatever the fragment itself throws. */
export function createShowFragment(options: ShowOptions): ShowFragment {
  const { engine, services, site, app, page, asset, icon } = options;
  const format = createFormat(site);
  const byType = new Map(
    (options.fragments as readonly Fragment[]).map((fragment) => [fragment.type as string, fragment]),
  );
  return async function showFragment(type, given, subject) {
    const fragment = byType.get(type);
    if (fragment === undefined) throw new NoSuchFragment(404, `${page.service} makes no fragment called ${type}`);
    const params = fragment.params.safeParse(given);
    if (!params.success) throw new NoSuchFragment(400, `the parameters of ${type} do not fit`);
    // Whatever the caller says, what is for everybody is made for nobody in particular.
    const isPublic = fragmentPolicies[type as FragmentType].audience === 'public';
    const { memberId, guestBasket } = readSubject(isPublic ? '-' : subject);
    const viewer = memberId === null ? null : await options.findViewer(memberId);
    const { view, model, tags } = await fragment.show({
      services,
      params: params.data,
      viewer,
      guestBasket,
      site,
      format,
      app,
    });
    const html = engine.render(view.name, { model, page, asset, icon });
    return { html, tags };
  };
}
