import type { IncomingMessage } from 'node:http';
import type { Middleware } from './context.js';

/** Answers 304 without a body where the visitor has what an answer with `ETag` or `Last-Modified` would send. */
export function answerFresh(): Middleware {
  return async function answerNotModified(ctx, next) {
    await next();
    if (ctx.status !== 200 || !isConditional(ctx.req) || !ctx.fresh) return;
    ctx.status = 304;
    ctx.body = null;
  };
}

/** Whoever does not say what they have is spared the comparison. */
function isConditional({ headers }: IncomingMessage): boolean {
  return headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined;
}
