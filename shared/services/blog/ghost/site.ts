import { AppError } from '../../../lib/errors.js';

/** Where a Ghost is administered; what a browser shows while one copies the address. */
const adminPath = /\/ghost\/*$/;

/**
 * Origin and path of a Ghost as its rows are keyed by it: `https://news.example/blog`.
 *
 * @throws AppError `ghost-site` when it is no web address.
 */
export function siteKey(value: string): string {
  if (!URL.canParse(value)) throw noSite();
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw noSite();
  return `${url.origin}${url.pathname.replace(adminPath, '').replace(/\/+$/, '')}`;
}

function noSite(): AppError {
  return new AppError('ghost-site', 422, 'The site is the web address of the Ghost, such as https://news.example.org.');
}
