import type { HttpResponse } from './http-client.js';
import { upstreamRefusedAddress } from './upstream-errors.js';

interface Hop {
  url: URL;
  headers: Readonly<Record<string, string>>;
}

const redirects = new Set([301, 302, 303, 307, 308]);

/** What says who we are: for the server we asked, not for the one it names. */
const credentials = ['authorization', 'cookie', 'signature', 'signature-input', 'proxy-authorization'];

/**
 * The next hop, or null when the response is the answer.
 *
 * @throws AppError `upstream-refused-address` for a Location that is no address, and from https to http.
 */
export function redirectOf(response: HttpResponse, method: string, from: Hop): Hop | null {
  const location = response.headers['location'];
  if (!redirects.has(response.status) || location === undefined || !['GET', 'HEAD'].includes(method)) return null;
  if (!URL.canParse(location, from.url.href)) throw upstreamRefusedAddress('a redirect to what is no address');
  const url = new URL(location, from.url);
  if (from.url.protocol === 'https:' && url.protocol !== 'https:') {
    throw upstreamRefusedAddress('a redirect out of https');
  }
  return { url, headers: url.origin === from.url.origin ? from.headers : withoutCredentials(from.headers) };
}

function withoutCredentials(headers: Hop['headers']): Hop['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !credentials.includes(name)));
}
