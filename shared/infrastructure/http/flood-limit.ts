import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { AppError } from '../../lib/errors.js';
import type { Metrics } from '../metrics/metrics.js';
import type { Answer } from './answer-error.js';
import { clientAddress, household } from './client-address.js';
import { done, type Middleware } from './context.js';
import type { FloodCounter } from './flood-counter.js';

/** Counts requests by who sends them. */
export class Visitors {
  /** Who spoke last through each connection, and what its proxy said of them. */
  readonly #last = new WeakMap<Socket, { forwarded: unknown; name: string }>();

  constructor(
    private readonly counter: FloodCounter,
    private readonly secretKey: string,
  ) {}

  /** Counts one more. Returns 0 when it may pass, else the seconds after which to try again. */
  count(request: IncomingMessage): number {
    return this.counter.hit(this.#nameOf(request));
  }

  /** Addresses are personal data: memory and Redis hold only a keyed hash of them. */
  #nameOf(request: IncomingMessage): string {
    const forwarded = request.headers['x-forwarded-for'];
    const last = this.#last.get(request.socket);
    if (last !== undefined && last.forwarded === forwarded) return last.name;
    const address = household(clientAddress(request));
    const name = createHmac('sha256', this.secretKey).update(address).digest('base64url').slice(0, 22);
    this.#last.set(request.socket, { forwarded, name });
    return name;
  }
}

/** Refuses what one address sends beyond the limit, with 429 and Retry-After (RFC 6585, section 4), before any work. */
export function floodLimit(visitors: Visitors, metrics: Metrics, answer: Answer): Middleware {
  return function refuseFloods(ctx, next) {
    const wait = visitors.count(ctx.req);
    if (wait === 0) return next();
    metrics.refused.inc({ reason: 'flood' });
    const sentence = 'Too many requests came from your address in a short time. Wait a moment, then try again.';
    answer(ctx, new AppError('flood', 429, sentence, { retryAfterSeconds: wait }));
    return done;
  };
}
