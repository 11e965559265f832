import type { Context } from './context.js';

/** A browser asks for text/html by name; who would take anything is a machine. */
export function wantsHtml(ctx: Context): boolean {
  const accept = ctx.get('accept');
  return (
    accept.includes('text/html') &&
    ctx.accepts('application/problem+json', 'application/json', 'text/html') === 'text/html'
  );
}
