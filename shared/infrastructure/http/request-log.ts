import type { Metrics } from '../metrics/metrics.js';
import type { Context, Middleware } from './context.js';

const quiet = new Set(['/healthz', '/readyz', '/metrics', 'static']);

/**
 * One line and one measurement a request, when the last byte of the answer has left (or the visitor has). The line names
 * the route's pattern, never the address: slugs, handles and queries are somebody's business.
 */
export function requestLog(metrics: Metrics): Middleware {
  return async function logRequest(ctx, next) {
    const begun = performance.now();
    metrics.inFlight.inc();
    ctx.res.once('close', () => {
      metrics.inFlight.dec();
      finish(ctx, metrics, performance.now() - begun);
    });
    await next();
  };
}

function finish(ctx: Context, metrics: Metrics, ms: number): void {
  const route = ctx.state.route ?? matchedPattern(ctx) ?? 'unmatched';
  const status = ctx.res.statusCode;
  metrics.requests.observe({ method: ctx.method, route, status }, ms / 1000);
  const line = {
    method: ctx.method,
    route,
    status,
    ms: Math.round(ms * 10) / 10,
    ...(ctx.res.writableFinished ? {} : { aborted: true }),
  };
  if (status >= 500) ctx.state.log.warn(line, 'answered');
  else if (quiet.has(route)) ctx.state.log.debug(line, 'answered');
  else ctx.state.log.info(line, 'answered');
}

/** The router leaves the pattern of the route it chose on the context. */
function matchedPattern(ctx: Context): string | undefined {
  const { _matchedRoute: pattern } = ctx as { _matchedRoute?: unknown };
  return typeof pattern === 'string' ? pattern : undefined;
}
