import { AppError } from '../../lib/errors.js';
import { authPaths } from '../auth/auth-paths.js';
import type { Middleware } from './context.js';

/**
 * Only members go on. A stranger who opens a page is led to the door and, once they are in, back here; for everything else
 * they are told that they have to sign in.
 *
 * @throws AppError `sign-in-first` (403); `nobody-known` (503) while it cannot be found out who asks.
 */
export const requireMember: Middleware = async function letMembersIn(ctx, next) {
  if (ctx.viewer !== null) return next();
  if (ctx.state.isUnsure === true) {
    const sentence = 'We cannot look up who you are just now. Nothing of yours is lost.';
    throw new AppError('nobody-known', 503, sentence, { retryAfterSeconds: 5 });
  }
  if (!['GET', 'HEAD'].includes(ctx.method)) {
    throw new AppError('sign-in-first', 403, 'That is for members. Sign in, and do it once more.');
  }
  ctx.status = 303;
  ctx.set({ location: `${authPaths.login}?next=${encodeURIComponent(ctx.url)}`, 'cache-control': 'no-store' });
  ctx.body = '';
};
