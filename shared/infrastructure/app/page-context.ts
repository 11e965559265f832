import type { MaybeViewer } from '../../contracts/viewer.js';
import { encodeUtf8 } from '../../lib/encode-utf8.js';
import type { Config } from '../config/config.js';
import type { FragmentRequest } from '../fragments/compose.js';
import { layoutRequests } from '../fragments/layout-parts.js';
import { PageParts } from '../fragments/page-parts.js';
import { serverTiming } from '../fragments/server-timing.js';
import type { Additions, Context } from '../http/context.js';
import { traceparent } from '../http/trace.js';
import type { House } from './house.js';

/** `ctx.compose` and `ctx.render`: how routes show pages. */
export function pageContext(
  { renderer, composer, plainHeader }: House,
  { service, environment }: Pick<Config, 'service' | 'environment'>,
): Pick<Additions, 'compose' | 'render'> {
  const ofTheHeader = layoutRequests(service);
  const ofTheHeaderMidway = layoutRequests(service, true);

  function partsOf(ctx: Context): PageParts | null {
    if (composer === null) return null;
    const { viewer } = ctx;
    const { guestBasket, requestId, trace } = ctx.state;
    return (ctx.state.parts ??= new PageParts(
      composer,
      ctx.state.isMidway ? ofTheHeaderMidway : ofTheHeader,
      { viewer, guestBasket },
      { requestId, traceparent: traceparent(trace) },
      isRevealed(ctx),
    ));
  }

  /** `?_frag=1`, in development for all, elsewhere for those who run the house. */
  function isRevealed(ctx: Context): boolean {
    return ctx.query['_frag'] !== undefined && (environment === 'development' || isAdmin(ctx.viewer));
  }

  return {
    async compose<K extends string>(this: Context, wanted: Readonly<Record<K, FragmentRequest>>) {
      const parts = partsOf(this);
      if (parts === null) throw new Error('There is nobody here to compose pages with.');
      return parts.compose(wanted);
    },
    async render(this: Context, view, model, options = {}) {
      const parts = partsOf(this);
      const header = (await parts?.layout()) ?? plainHeader;
      this.status = options.status ?? 200;
      this.type = 'text/html; charset=utf-8';
      this.set('cache-control', cacheControlOf(this));
      this.vary('cookie');
      // Koa and Node would each count the bytes of a text before they are written.
      this.body = encodeUtf8(renderer.page(this, view, model, header, options));
      if (parts === null) return;
      this.set('server-timing', serverTiming(parts.shown));
      const { cache } = options;
      if (cache !== undefined) this.state.cacheable = () => parts.cacheable(cache);
    },
  };
}

/**
 * A page may depend on who asks; what may be shared says so itself. One that is for a member is not kept at all, so that
 * nobody who comes to the machine after them finds it; nor is one that says so beforehand.
 */
function cacheControlOf({ viewer, response }: Context): string {
  const isSecret = viewer !== null || response.get('cache-control') === 'no-store';
  return isSecret ? 'no-store' : 'private, no-cache';
}

function isAdmin(viewer: MaybeViewer): boolean {
  return viewer?.roles.includes('admin') ?? false;
}
