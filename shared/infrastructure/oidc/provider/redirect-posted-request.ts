import { AppError } from '../../../lib/errors.js';
import { readBody } from '../../http/body-limit.js';
import type { Context } from '../../http/context.js';

/** It becomes an address, and those that are longer find no way through proxies. */
const mostBytes = 8 * 1024;

/**
 * A site may send its question as a form (OpenID Connect Core, 3.1.2.1). It comes without our cookies, so the browser is
 * sent on to the same place by its address, with which they do.
 */
export async function redirectPostedRequest(ctx: Context): Promise<void> {
  if (!ctx.is('application/x-www-form-urlencoded')) {
    throw new AppError('form-expected', 415, 'The site that sent you did not send a form. Go back and try once more.');
  }
  const form = new URLSearchParams((await readBody(ctx, mostBytes)).toString('utf8'));
  ctx.state.route = ctx.path;
  ctx.status = 303;
  ctx.set('cache-control', 'no-store');
  ctx.redirect(`${ctx.path}?${form.toString()}`);
}
