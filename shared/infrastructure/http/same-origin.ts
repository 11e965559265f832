import { AppError } from '../../lib/errors.js';
import type { Middleware } from './context.js';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Unsafe methods come from our own pages only: `Sec-Fetch-Site: same-origin`, or, from browsers that do not send it,
 * an `Origin` equal to ours. The six sites are one site to SameSite cookies, so those alone do not tell them apart.
 */
export function sameOrigin(ownOrigin: string): Middleware {
  return function refuseOtherOrigins(ctx, next) {
    if (!safe.has(ctx.method) && !isOwn(ctx.get('sec-fetch-site'), ctx.get('origin'), ownOrigin)) {
      throw new AppError('origin', 403, 'That form was not on one of our pages. Open the page here and send it again.');
    }
    return next();
  };
}

function isOwn(site: string, origin: string, ownOrigin: string): boolean {
  return site ? site === 'same-origin' : origin === ownOrigin;
}
