import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics/metrics.js';
import type { Context, Middleware } from './context.js';

const quiet = new Set(['/healthz', '/readyz', '/metrics', 'static']);

/**
 * One line and one measurement a request, when the last byte of the answer has left (or the visitor has). The line names
 * the route's pattern, never the address: slugs, handles and queries are somebody's business.
 */
export function requestLog(metrics: Metrics, log: Log): Middleware {
  return function logRequest(ctx, next) {
    const begun = performance.now();
    metrics.inFlight.inc();
    ctx.res.once('close', () => {
      metrics.inFlight.dec();
      finish(ctx, metrics, log, performance.now() - begun);
    });
    return next();
  };
}

function finish(ctx: Context, metrics: Metrics, log: Log, ms: number): void {
  const route = ctx.state.route ?? matchedPattern(ctx) ?? 'unmatched';
  const status = ctx.res.statusCode;
  metrics.requests.observe({ method: ctx.method, route, status }, ms / 1000);
  const { requestId, trace } = ctx.state;
  const line = {
    requestId,
    traceId: trace.traceId,
    method: ctx.method,
    route,
    status,
    ms: Math.round(ms * 10) / 10,
    ...(ctx.res.writableFinished ? {} : { aborted: true }),
  };
  if (status >= 500) log.warn(line, 'answered');
  else if (quiet.has(route)) log.debug(line, 'answered');
  else log.info(line, 'answered');
}

/** The router leaves the pattern of the route it chose on the context. */
function matchedPattern(ctx: Context): string | undefined {
  const { _matchedRoute: pattern } = ctx as { _matchedRoute?: unknown };
  return typeof pattern === 'string' ? pattern : undefined;
}
