/** The session, for one host. A browser takes a `__Host-` name only over https, from that very host. */
export function sessionCookie(https: boolean): string {
  return https ? '__Host-sid' : 'sid';
}

/** An opaque handle of a guest's basket, on the whole platform. */
export const basketCookie = 'rose_basket';

/** Says that there is a session somewhere on the platform. */
export const ssoHintCookie = 'rose_sso';

/** Which a stranger has none of. */
const ofAcquaintances = new Set(['sid', '__Host-sid', basketCookie, ssoHintCookie]);

/** Whether a request comes from somebody of whom we know nothing at all, judged by its Cookie header. */
export function isStranger(cookieHeader: string): boolean {
  if (cookieHeader === '') return true;
  return !cookieHeader.split(';').some((pair) => ofAcquaintances.has((pair.split('=')[0] ?? '').trim()));
}
