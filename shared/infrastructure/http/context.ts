import type { ParameterizedContext } from 'koa';
import type { Services } from '../../contracts/registry.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import type { Log } from '../log/log.js';
import type { View } from '../views/define-view.js';
import type { RenderOptions } from '../views/render-page.js';
import type { Cacheable } from './page-cache/page-cache.js';
import type { Trace } from './trace.js';

export interface State {
  /** Random, one a request: what a visitor may quote to us. */
  requestId: string;
  trace: Trace;
  /** Carries the request id and the trace id. */
  log: Log;
  /** Names what answers for logs and metrics where no route of the router does: `static`, `/healthz`. */
  route?: string;
  /** The largest body taken, in bytes. */
  bodyBytes: number;
  /** SHA-256 of the visitor's basket handle, in hex; null where there is none. */
  guestBasket: string | null;
  /** Said of a page that every stranger may be shown alike. */
  cacheable?: Cacheable;
}

/** What a route finds on `ctx` beside Koa's own. */
export interface Additions {
  services: Services;
  /** The person who asks; null for a stranger. */
  viewer: MaybeViewer;
  /** Answers with a view in the house's layout. */
  render<M extends object>(view: View<M>, model: M, options?: RenderOptions): void;
}

export type Context = ParameterizedContext<State, Additions>;

export type Middleware = (ctx: Context, next: () => Promise<void>) => Promise<void>;
