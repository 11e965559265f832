import type { SiteUrls } from '../config/site-urls.js';
import type { Context, Middleware } from './context.js';

export interface SecurityHeaderOptions {
  urls: SiteUrls;
  https: boolean;
  /** Tells browsers to stay with https for two years; for a public name, never for one of development. */
  isPublic: boolean;
}

/** Headers that every answer carries; a route that needs an exception sets its own policy afterwards. */
export function securityHeaders(options: SecurityHeaderOptions): Middleware {
  const fixed = securityHeadersOf(options);
  return function setSecurityHeaders(ctx, next) {
    ctx.set(fixed);
    return next();
  };
}

export function securityHeadersOf(options: SecurityHeaderOptions): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(options),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy':
      'accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
    ...(options.https && options.isPublic
      ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains; preload' }
      : {}),
  };
}

/** Lets the forms of this page lead on to another site, as signing in does: browsers look at each redirect. */
export function alsoFormsTo(ctx: Context, origin: string): void {
  const policy = ctx.response.get('content-security-policy');
  ctx.set(
    'content-security-policy',
    policy.replace(/form-action [^;]*/, (sources) => `${sources} ${origin}`),
  );
}

/** No inline script or style anywhere, so that a page or a fragment can be cached as it is. */
function contentSecurityPolicy({ urls, https }: SecurityHeaderOptions): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' https: data:",
    "media-src 'self' https:",
    "connect-src 'self'",
    "manifest-src 'self'",
    `form-action 'self' ${Object.values(urls).join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}
