import { createHmac } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { Metrics } from '../metrics/metrics.js';
import type { Answer } from './answer-error.js';
import { clientAddress, household } from './client-address.js';
import type { Middleware } from './context.js';
import type { FloodCounter } from './flood-counter.js';

/** Refuses what one address sends beyond the limit, with 429 and Retry-After (RFC 6585, section 4), before any work. */
export function floodLimit(counter: FloodCounter, secretKey: string, metrics: Metrics, answer: Answer): Middleware {
  return async function refuseFloods(ctx, next) {
    const wait = counter.hit(nameless(household(clientAddress(ctx.req)), secretKey));
    if (wait === 0) return next();
    metrics.refused.inc({ reason: 'flood' });
    const sentence = 'Too many requests came from your address in a short time. Wait a moment, then try again.';
    answer(ctx, new AppError('flood', 429, sentence, { retryAfterSeconds: wait }));
  };
}

/** Addresses are personal data: memory and Redis hold only a keyed hash of them. */
function nameless(address: string, secretKey: string): string {
  return createHmac('sha256', secretKey).update(address).digest('base64url').slice(0, 22);
}
