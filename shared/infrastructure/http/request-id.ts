import { randomUUID } from 'node:crypto';
import type { Log } from '../log/log.js';
import type { Middleware } from './context.js';
import { continueTrace } from './trace.js';

/** Names the request, so that a visitor, a log line and a neighbour can speak of the same one. Never the caller's choice. */
export function requestId(log: Log): Middleware {
  return async function nameRequest(ctx, next) {
    const id = randomUUID();
    const trace = continueTrace(ctx.get('traceparent') || undefined);
    ctx.state.requestId = id;
    ctx.state.trace = trace;
    ctx.state.log = log.child({ requestId: id, traceId: trace.traceId });
    ctx.set('x-request-id', id);
    await next();
  };
}
