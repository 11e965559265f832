import type { Context } from '../context.js';

/** The session, for one host. A browser takes a `__Host-` name only over https, from that very host. */
export function sessionCookie(https: boolean): string {
  return https ? '__Host-sid' : 'sid';
}

/** What the names of cookies begin with that remember a sign-in while the browser is at the provider's, for one host. */
export function handshakeCookie(https: boolean): string {
  return https ? '__Host-signing-in' : 'signing-in';
}

/** An opaque handle of a guest's basket, on the whole platform. */
export const basketCookie = 'rose_basket';

/** Says that there is a session somewhere on the platform. */
export const ssoHintCookie = 'rose_sso';

/** Says that we asked the provider a moment ago: `1` for one that answered, else when, in seconds since 1970. */
export const ssoTriedCookie = 'sso_tried';

/** Which a stranger has none of. */
const ofAcquaintances = new Set(['sid', '__Host-sid', basketCookie, ssoHintCookie]);

/** Whether a request comes from somebody of whom we know nothing at all, judged by its Cookie header. */
export function isStranger(cookieHeader: string): boolean {
  if (cookieHeader === '') return true;
  return !cookieHeader.split(';').some((pair) => ofAcquaintances.has((pair.split('=')[0] ?? '').trim()));
}

export interface CookieOptions {
  https: boolean;
  /** Seconds; absent: until the browser is closed. */
  maxAge?: number;
  /** Absent: this host alone. */
  domain?: string;
}

/** Sets a cookie that no script can read, and that comes along when somebody follows a link to us. RFC 6265. */
export function setCookie(ctx: Context, name: string, value: string, { https, maxAge, domain }: CookieOptions): void {
  const parts = [
    `${name}=${value}`,
    'Path=/',
    ...(domain === undefined ? [] : [`Domain=${domain}`]),
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
    'HttpOnly',
    'SameSite=Lax',
    ...(https ? ['Secure'] : []),
  ];
  ctx.append('set-cookie', parts.join('; '));
}

/** @param options as it was set. */
export function clearCookie(ctx: Context, name: string, options: Omit<CookieOptions, 'maxAge'>): void {
  setCookie(ctx, name, '', { ...options, maxAge: 0 });
}
