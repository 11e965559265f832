import type { Context } from '../context.js';
import { etagOf, headersOfPages, pickCoding, type StoredPage } from './stored-page.js';

/** Answers with the page in the best coding that is ready and taken, or with 304 where the visitor has it. */
export function sendPage(ctx: Context, page: StoredPage): void {
  const coding = pickCoding(page, ctx.headers['accept-encoding']);
  ctx.status = 200;
  ctx.set(headersOfPages);
  ctx.set(page.headers);
  ctx.etag = etagOf(page, coding);
  if (ctx.fresh) {
    ctx.status = 304;
    ctx.body = null;
    return;
  }
  if (coding !== 'identity') ctx.set('content-encoding', coding);
  ctx.body = page.bodies[coding];
  ctx.type = page.type;
}
