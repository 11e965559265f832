import type { Middleware } from './context.js';

/**
 * Before the log and the error page stand the refusals; should one of them break, the visitor still gets a plain 500
 * and no word of why.
 */
export function survive(): Middleware {
  return async function surviveBrokenDoors(ctx, next) {
    try {
      await next();
    } catch (error) {
      ctx.state.log.error({ err: error }, 'the door itself failed');
      ctx.status = 500;
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = `Something broke on our side. Request ${ctx.state.requestId}\n`;
    }
  };
}
