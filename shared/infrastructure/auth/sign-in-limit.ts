import { AppError } from '../../lib/errors.js';
import type { Answer } from '../http/answer-error.js';
import type { Middleware } from '../http/context.js';
import type { Visitors } from '../http/flood-limit.js';
import type { Metrics } from '../metrics/metrics.js';
import { providerPath } from '../oidc/provider/provider-path.js';
import { authPaths } from './auth-paths.js';

/** Where signing in begins: at a site, and at the provider, which remembers for an hour what each of them asked. */
const beginnings: ReadonlySet<string> = new Set([authPaths.login, `${providerPath}/auth`]);

/**
 * Refuses with 429 what one household begins beyond the limit, before anything is remembered of it. Each household counts for
 * itself, so nobody uses up what is another's; who is signed in at a site comes by neither place.
 */
export function signInLimit(visitors: Visitors, metrics: Metrics, answer: Answer): Middleware {
  return async function refuseHaste(ctx, next) {
    const wait = beginnings.has(ctx.path) ? visitors.count(ctx.req) : 0;
    if (wait === 0) return next();
    metrics.refused.inc({ reason: 'sign-ins' });
    const sentence = 'Too many sign-ins were begun from your address in a short time. Wait a minute, then try again.';
    answer(ctx, new AppError('too-many-sign-ins', 429, sentence, { retryAfterSeconds: wait }));
  };
}
