import Koa from 'koa';
import type { Config } from '../config/config.js';
import type { CallerKeys } from '../fragments/caller/sign.js';
import { serveFragments } from '../fragments/serve.js';
import type { ShowFragment } from '../fragments/show-fragment.js';
import type { Readiness } from '../health/readiness.js';
import type { Additions, Context, State } from '../http/context.js';
import { healthRoutes } from '../http/health-routes.js';
import { requestId } from '../http/request-id.js';
import { survive } from '../http/survive.js';
import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics/metrics.js';
import type { Handler } from './server.js';

/** The internal side: fragments, health and metrics, on a listener that is never published. */
export function createInternalApp(around: {
  config: Config;
  log: Log;
  metrics: Metrics;
  readiness: () => Promise<Readiness>;
  showFragment: ShowFragment;
  keys: CallerKeys;
}): Handler {
  const { registry } = around.metrics;
  const koa = new Koa<State, Additions>();
  koa.use(requestId(around.log));
  koa.use(survive());
  koa.use(healthRoutes({ ...around.config, readiness: around.readiness }));
  koa.use(async function answerMetrics(ctx: Context, next: () => Promise<void>) {
    if (!['GET', 'HEAD'].includes(ctx.method) || ctx.path !== '/metrics') return next();
    ctx.type = registry.contentType;
    ctx.body = await registry.metrics();
  });
  return serveFragments({ ...around, service: around.config.service }, koa.callback());
}
