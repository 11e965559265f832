import { AppError, NotFound } from '../../lib/errors.js';
import type { Middleware } from './context.js';

/** What no route answered: 404, or 405 with the `Allow` that the router has set (RFC 9110, 15.5.6). */
export function answerUnanswered(): Middleware {
  return async function refuseUnanswered(ctx, next) {
    await next();
    if (ctx.body !== undefined && ctx.body !== null) return;
    if (ctx.status === 404) throw new NotFound();
    if (ctx.status === 405 || ctx.status === 501) {
      throw new AppError('method', 405, 'That cannot be done with this address.');
    }
  };
}
