import { AppError } from '../../lib/errors.js';
import type { Metrics } from '../metrics/metrics.js';
import type { Answer } from './answer-error.js';
import { done, type Middleware } from './context.js';

/** Host names as a client may send them: lower case, with the port where one is given. */
export interface HostRules {
  /** Answered whatever the port, which a proxy may rewrite. */
  names: ReadonlySet<string>;
  /** Answered only with exactly this port: the listener's own address in development. */
  direct: ReadonlySet<string>;
}

/** RFC 9110, 15.5.20: a host that is not ours gets 421, before anything is done for it. */
export function hostAllowList(rules: HostRules, metrics: Metrics, answer: Answer): Middleware {
  return function refuseForeignHosts(ctx, next) {
    if (isOurs(ctx.get('host'), rules)) return next();
    metrics.refused.inc({ reason: 'host' });
    answer(ctx, new AppError('host', 421, 'This server does not answer for that name.'));
    return done;
  };
}

/** @param given the Host header as it came. */
export function isOurs(given: string, rules: HostRules): boolean {
  return rules.names.has(given) || rules.direct.has(given.toLowerCase()) || rules.names.has(hostname(given));
}

/** In lower case and without a port. */
export function hostname(host: string): string {
  return host.toLowerCase().replace(/:\d{1,5}$/, '');
}
