import type { Context } from '../context.js';
import type { StoredPage } from './stored-page.js';

/** Answers with the page in the best coding that is ready and taken, or with 304 where the visitor has it. */
export function sendPage(ctx: Context, { bodies, etag, type, headers }: StoredPage): void {
  const coding = chooseCoding(ctx, bodies);
  ctx.status = 200;
  ctx.set(headers);
  ctx.set('cache-control', 'private, no-cache');
  ctx.vary('cookie');
  ctx.vary('accept-encoding');
  ctx.etag = coding === 'identity' ? `"${etag}"` : `"${etag}-${coding}"`;
  if (ctx.fresh) {
    ctx.status = 304;
    ctx.body = null;
    return;
  }
  if (coding !== 'identity') ctx.set('content-encoding', coding);
  ctx.body = bodies[coding];
  ctx.type = type;
}

function chooseCoding(ctx: Context, bodies: StoredPage['bodies']): keyof StoredPage['bodies'] {
  if (bodies.br !== undefined && ctx.acceptsEncodings('br') === 'br') return 'br';
  if (bodies.gzip !== undefined && ctx.acceptsEncodings('gzip') === 'gzip') return 'gzip';
  return 'identity';
}
