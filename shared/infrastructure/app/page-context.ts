import type { AppName } from '../../contracts/apps.js';
import type { ShownFragment } from '../fragments/compose.js';
import { PageParts } from '../fragments/page-parts.js';
import { serverTiming } from '../fragments/server-timing.js';
import type { Additions, Context } from '../http/context.js';
import { traceparent } from '../http/trace.js';
import type { House } from './house.js';

/** `ctx.compose` and `ctx.render`: how routes show pages. */
export function pageContext(
  { renderer, composer, plainHeader }: House,
  service: AppName,
): Pick<Additions, 'compose' | 'render'> {
  function partsOf(ctx: Context): PageParts | null {
    if (composer === null) return null;
    const { viewer } = ctx;
    const { guestBasket, requestId, trace } = ctx.state;
    return (ctx.state.parts ??= new PageParts(
      composer,
      service,
      { viewer, guestBasket },
      { requestId, traceparent: traceparent(trace) },
    ));
  }

  return {
    async compose(this: Context, wanted) {
      const parts = partsOf(this);
      if (parts === null) throw new Error('There is nobody here to compose pages with.');
      return parts.compose(wanted) as Promise<Record<keyof typeof wanted, ShownFragment>>;
    },
    async render(this: Context, view, model, options = {}) {
      const parts = partsOf(this);
      const header = (await parts?.layout()) ?? plainHeader;
      this.status = options.status ?? 200;
      this.type = 'text/html; charset=utf-8';
      // A page may depend on who asks; what may be shared says so itself.
      this.set('cache-control', 'private, no-cache');
      this.vary('cookie');
      this.body = renderer.page(this, view, model, header, options);
      if (parts === null) return;
      this.set('server-timing', serverTiming(parts.shown));
      if (options.cache !== undefined) this.state.cacheable = parts.cacheable(options.cache);
    },
  };
}
