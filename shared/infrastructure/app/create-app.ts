import Koa from 'koa';
import type { DataSource } from 'typeorm';
import type { Services } from '../../contracts/registry.js';
import type { Auth } from '../auth/open-auth.js';
import { signInLimit } from '../auth/sign-in-limit.js';
import { silentSignOn } from '../auth/silent-sign-on.js';
import type { Config } from '../config/config.js';
import { askPrepared } from '../db/query-prepared.js';
import type { Readiness } from '../health/readiness.js';
import { createAnswer } from '../http/answer-error.js';
import { answerErrors } from '../http/answer-errors.js';
import { answerFresh } from '../http/answer-fresh.js';
import { answerUnanswered } from '../http/answer-unanswered.js';
import { bodyLimit } from '../http/body-limit.js';
import type { Additions, Context, State } from '../http/context.js';
import type { FloodCounter } from '../http/flood-counter.js';
import { floodLimit, Visitors } from '../http/flood-limit.js';
import { healthRoutes } from '../http/health-routes.js';
import { hostAllowList } from '../http/host-allow-list.js';
import { requestId } from '../http/request-id.js';
import { requestLog } from '../http/request-log.js';
import { sameOrigin } from '../http/same-origin.js';
import { securityHeaders, securityHeadersOf } from '../http/security-headers.js';
import { closeDoor } from '../http/maintenance/close-door.js';
import type { MaintenanceWatch } from '../http/maintenance/watch.js';
import { doorstep } from '../http/page-cache/doorstep.js';
import type { PageCache } from '../http/page-cache/page-cache.js';
import { keepSession } from '../http/session/keep-session.js';
import { knowViewer } from '../http/session/know-viewer.js';
import type { SessionStore } from '../http/session/session-store.js';
import { siteFiles } from '../http/site-files.js';
import { survive } from '../http/survive.js';
import type { Log } from '../log/log.js';
import { mediaFolder } from '../media/media-folder.js';
import { serveMedia } from '../media/serve-media.js';
import type { Metrics } from '../metrics/metrics.js';
import { createIssuer, type Issuer } from '../oidc/provider/issuer.js';
import type { Ask } from '../oidc/records/record-table.js';
import { errorView, presentError } from '../views/error-view.js';
import { allRoutes } from './all-routes.js';
import type { AnyApp } from './define-app.js';
import { hostRules } from './host-rules.js';
import type { House } from './house.js';
import { pageContext } from './page-context.js';
import type { Routes } from './router.js';
import type { Handler } from './server.js';

/** What an app needs from the process it runs in. */
export interface Surroundings {
  config: Config;
  services: Services;
  log: Log;
  metrics: Metrics;
  flood: FloodCounter;
  signIns: FloodCounter;
  readiness: () => Promise<Readiness>;
  house: House;
  sessions: Pick<SessionStore, 'find' | 'end'>;
  /** Absent where nobody signs in, as in a gallery of samples. */
  auth?: Auth;
  /** Where the provider keeps what is its own. Absent where nobody signs in. */
  dataSource?: DataSource;
  /** Absent where nobody closes the door. */
  maintenance?: Pick<MaintenanceWatch, 'notice'>;
  /** Absent where pages must always be made anew. */
  pageCache?: PageCache;
  /** Pages of the workshop (the gallery), in development only. */
  extraRoutes?: readonly Routes[];
}

/** The public side of an app, in the one order of middleware that there is (docs/adr/0007). */
export function createApp(app: AnyApp, around: Surroundings): Koa<State, Additions> {
  const { config, log, metrics } = around;
  const koa = new Koa<State, Additions>();
  const { files, renderer, plainHeader } = around.house;
  const answer = createAnswer((ctx, error) => renderer.page(ctx, errorView, presentError(error), plainHeader));
  const { router, machines } = allRoutes(app, around);
  const { auth } = around;
  const https = config.scheme === 'https';

  koa.context.services = around.services;
  koa.context.viewer = null;
  koa.context.metrics = metrics;
  const issuer = issuerOf(app, around);
  koa.context.issuer = issuer;
  Object.assign(koa.context, pageContext(around.house, config));

  koa.use(requestId(log));
  koa.use(survive());
  koa.use(securityHeaders(headerOptions(config)));
  koa.use(hostAllowList(hostRules(config), metrics, answer));
  koa.use(floodLimit(new Visitors(around.flood, config.secretKey), metrics, answer));
  koa.use(signInLimit(new Visitors(around.signIns, config.secretKey), metrics, answer));
  koa.use(bodyLimit(config.limits.bodyBytes, metrics, answer, app.bodies));
  koa.use(requestLog(metrics, log));
  koa.use(answerErrors(answer));
  koa.use(healthRoutes({ ...config, readiness: around.readiness }));
  koa.use(files.serve);
  koa.use(siteFiles({ config, title: app.title, files }));
  koa.use(serveMedia(config.media.folder === null ? null : mediaFolder(config.media.folder)));
  if (around.maintenance !== undefined) koa.use(closeDoor(around.maintenance, metrics, answer));
  if (issuer !== null) koa.use(issuer.answerMachines);
  koa.use(answerFresh());
  koa.use(answerUnanswered());
  // Whoever is answered here proves who they are in the request itself: no cookie has any effect.
  koa.use(machines.routes());
  if (around.pageCache !== undefined) koa.use(around.pageCache.serve);
  koa.use(knowViewer({ ...around, https, findViewer: (...who) => around.services.federation.findViewer(...who) }));
  if (auth !== undefined) koa.use(keepSession({ ...auth, https }));
  koa.use(sameOrigin(config.urls[app.name]));
  if (auth !== undefined) koa.use(silentSignOn(auth, config));
  if (issuer !== null) koa.use(issuer.answerPeople);
  koa.use(router.routes());
  koa.use(router.allowedMethods());
  koa.on('error', logBrokenAnswer);
  return koa;
}

function issuerOf(app: AnyApp, { config, services, log, dataSource }: Surroundings): Issuer | null {
  const { provider: pages } = app;
  if (pages === undefined || dataSource === undefined) return null;
  const ask: Ask = (statement, values) => askPrepared(dataSource, statement, values);
  return createIssuer({ config, ask, federation: services.federation, pages, log });
}

/** The public side as the listener has it: pages for strangers are answered before the app. */
export function createPublicSide(app: AnyApp, around: Surroundings): Handler {
  const { config, pageCache: pages } = around;
  const koa = createApp(app, around).callback();
  if (pages === undefined) return koa;
  const visitors = new Visitors(around.flood, config.secretKey);
  const isClosed = () => (around.maintenance?.notice ?? null) !== null;
  const everyHeader = securityHeadersOf(headerOptions(config));
  return doorstep({ ...around, pages, hosts: hostRules(config), visitors, everyHeader, isClosed }, koa);
}

const headerOptions = ({ urls, scheme, environment }: Config) => ({
  ...{ urls, https: scheme === 'https', isPublic: environment === 'production' },
});

const visitorLeft = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

/** An answer that failed after it had begun, which nobody can be told of any more. */
function logBrokenAnswer(error: NodeJS.ErrnoException, ctx: Context): void {
  const level = visitorLeft.has(error.code ?? '') ? 'debug' : 'error';
  ctx.state.log[level]({ err: error }, 'an answer failed after it had begun');
}
