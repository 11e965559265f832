import { randomUUID } from 'node:crypto';
import type { Log } from '../log/log.js';
import type { Middleware, State } from './context.js';
import { continueTrace, type Trace } from './trace.js';

/** Names the request, so that a visitor, a log line and a neighbour can speak of the same one. Never the caller's choice. */
export function requestId(log: Log): Middleware {
  return function nameRequest(ctx, next) {
    const id = randomUUID();
    ctx.state = new NamedState(log, id, continueTrace(ctx.get('traceparent') || undefined));
    ctx.set('x-request-id', id);
    return next();
  };
}

/** Most requests write one line, which names them itself: a log of their own is made for those that write more. */
class NamedState implements State {
  bodyBytes = 0;
  guestBasket: string | null = null;
  readonly #root: Log;
  #log: Log | null = null;

  constructor(
    root: Log,
    readonly requestId: string,
    readonly trace: Trace,
  ) {
    this.#root = root;
  }

  get log(): Log {
    return (this.#log ??= this.#root.child({ requestId: this.requestId, traceId: this.trace.traceId }));
  }
}
