import { SiteAddresses } from '../../lib/site-addresses.js';
import { isWebAddress } from '../../lib/web-address.js';

const longest = 2_000;
/** One slash and what follows: two would name another host. */
const path = /^\/(?![/\\])/;

/** Whatever else got into the column is not shown. */
export function isCanonical(address: string): boolean {
  return path.test(address) || isWebAddress(address);
}

/**
 * What a post of `site` says is the address to keep, as we keep it: a web address, a path of the blog, or null where that
 * is its own or none that anybody may be sent to.
 *
 * @param own path of the post on its site: `/bread/`.
 */
export function canonicalOf(given: string | null, site: string, own: string): string | null {
  if (given === null || given.length > longest) return null;
  if (!isCanonical(given) && !given.startsWith('__GHOST_URL__/')) return null;
  const link = new SiteAddresses(site).link(given);
  if (link === null || isWebAddress(link.href)) return link?.href ?? null;
  const there = withSlash(link.href.split(/[?#]/)[0] ?? '');
  return path.test(there) && there !== withSlash(own) ? there : null;
}

const withSlash = (address: string) => address.replace(/\/*$/, '/');
