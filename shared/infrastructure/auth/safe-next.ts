import type { SiteUrls } from '../config/site-urls.js';

const longest = 2_000;
/** A path from the root, or an address with its host: nothing that only looks like either. */
const beginsWell = /^(?:\/|https?:\/\/)/i;
/** Addresses that do something, or are not for people: nobody wants to come back to these. */
const notPages = /^\/(?:auth|oidc|internal)(?:\/|$)/i;

/**
 * Where somebody may be sent after signing in or out: an address on one of the six sites, whole and written anew; null for
 * everything else. What a browser makes of an odd address is decided by the same rules by which it is read here (WHATWG URL).
 *
 * @param own origin against which paths are read.
 */
export function safeNext(given: unknown, own: string, urls: SiteUrls): string | null {
  if (typeof given !== 'string' || given.length > longest || hasOddLetters(given)) return null;
  if (!beginsWell.test(given) || !URL.canParse(given, `${own}/`)) return null;
  const { origin, pathname, search, hash } = new URL(given, `${own}/`);
  if (!Object.values(urls).includes(origin) || notPages.test(decoded(pathname))) return null;
  return origin + pathname + search + hash;
}

/** Control characters and white space, which browsers drop, and backslashes, which they turn round. */
function hasOddLetters(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- exactly these are meant
  return /[\u0000-\u0020\u007f-\u00a0\\\u2028\u2029]/.test(text);
}

/** So that `/%61uth` is what it will be; what cannot be decoded is left as it is. */
function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname).replace(/\/{2,}/g, '/');
  } catch {
    return pathname;
  }
}
