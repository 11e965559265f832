import type { Config } from '../../config/config.js';
import type { Context } from '../context.js';
import { clearCookie, sessionCookie, ssoHintCookie } from './cookies.js';

/**
 * What a browser keeps of somebody who is signed out. Our own cookies one by one, and not `"cookies"`: that would empty the
 * whole domain, with the provider's session before it is told of the end, and with what else lives under that domain and is
 * none of ours.
 */
export function forgetBrowser(ctx: Context, { scheme, baseDomain }: Pick<Config, 'scheme' | 'baseDomain'>): void {
  const https = scheme === 'https';
  clearCookie(ctx, sessionCookie(https), { https });
  clearCookie(ctx, ssoHintCookie, { https, domain: baseDomain });
  ctx.set('clear-site-data', '"cache", "storage"');
}
