import type { Readiness } from '../health/readiness.js';
import type { Context, Middleware } from './context.js';

export interface HealthOptions {
  service: string;
  version: string;
  role: string;
  readiness: () => Promise<Readiness>;
}

/** `/healthz` while the process can answer at all, `/readyz` when it should be sent work. Both say nothing secret. */
export function healthRoutes(options: HealthOptions): Middleware {
  const { service, version, role } = options;
  return function answerHealth(ctx, next) {
    const isAsked = ctx.path === '/healthz' || ctx.path === '/readyz';
    return isAsked && ['GET', 'HEAD'].includes(ctx.method) ? answer(ctx) : next();
  };

  async function answer(ctx: Context): Promise<void> {
    ctx.state.route = ctx.path;
    ctx.set('cache-control', 'no-store');
    ctx.body = { status: 'ok', service, version, role };
    if (ctx.path === '/readyz') {
      const { ready, checks } = await options.readiness();
      ctx.status = ready ? 200 : 503;
      ctx.body = { status: ready ? 'ready' : 'not ready', service, version, role, checks };
    }
  }
}
