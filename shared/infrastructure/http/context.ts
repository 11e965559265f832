import type { ParameterizedContext } from 'koa';
import type { Services } from '../../contracts/registry.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import type { FragmentRequest, ShownFragment } from '../fragments/compose.js';
import type { PageParts } from '../fragments/page-parts.js';
import type { ProviderDoor } from '../oidc/provider/provider-door.js';
import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics/metrics.js';
import type { View } from '../views/define-view.js';
import type { RenderOptions } from '../views/render-options.js';
import type { Cacheable } from './page-cache/cacheable.js';
import type { Session } from './session/session.js';
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
  /** The session by which the viewer is known; absent for a stranger. */
  session?: Session;
  /** Set where it could not be found out who asks, who is then shown what strangers see. */
  isUnsure?: boolean;
  /** Set before a page is made that is a step on the way to another: its header leads nowhere else by a form. */
  isMidway?: boolean;
  /** The fragments of the page that is being made. */
  parts?: PageParts;
  /** Of a page that every stranger may be shown alike; asked only when it is shown to one. */
  cacheable?: () => Cacheable;
}

/** What a route finds on `ctx` beside Koa's own. */
export interface Additions {
  services: Services;
  /** The person who asks; null for a stranger. */
  viewer: MaybeViewer;
  metrics: Metrics;
  /** The OpenID provider, in the app that is one. */
  issuer: ProviderDoor | null;
  /** Answers with a view in the house's layout. */
  render<M extends object>(view: View<M>, model: M, options?: RenderOptions): Promise<void>;
  /** Fragments of other services and our own, all at once; never throws but for a critical one. Begin early, wait late. */
  compose<K extends string>(wanted: Readonly<Record<K, FragmentRequest>>): Promise<Record<K, ShownFragment>>;
}

export type Context = ParameterizedContext<State, Additions>;

/**
 * One that only passes on, for most of what comes by, is a plain function that returns `next()`: an `async` one makes a
 * promise and three turns of the loop's queue for every request, and there are twenty of them.
 */
export type Middleware = (ctx: Context, next: () => Promise<void>) => Promise<void>;

/** What such a function returns when it has answered. */
export const done: Promise<void> = Promise.resolve();
