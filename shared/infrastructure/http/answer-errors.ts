import type { AppError } from '../../lib/errors.js';
import type { Answer } from './answer-error.js';
import type { Context, Middleware } from './context.js';
import { toAppError } from './to-app-error.js';

/** Turns what was thrown into an answer. The cause goes to the log, the sentence to the visitor, and they never mix. */
export function answerErrors(answer: Answer): Middleware {
  return async function answerWhatWasThrown(ctx, next) {
    try {
      await next();
    } catch (thrown) {
      const error = toAppError(thrown);
      logError(ctx, error, thrown);
      forgetHalfAnAnswer(ctx);
      answer(ctx, error);
    }
  };
}

function logError(ctx: Context, error: AppError, thrown: unknown): void {
  if (error.status >= 500) ctx.state.log.error({ err: thrown, code: error.code }, 'a request failed');
  else if (error.cause !== undefined) {
    ctx.state.log.info({ err: error.cause, code: error.code }, 'a request was refused');
  }
}

/** Headers that a route set for the answer it could not give, cookies included, must not go out with the error. */
function forgetHalfAnAnswer(ctx: Context): void {
  for (const header of [
    'cache-control',
    'etag',
    'last-modified',
    'content-encoding',
    'content-disposition',
    'set-cookie',
    'location',
    'link',
  ]) {
    ctx.remove(header);
  }
}
