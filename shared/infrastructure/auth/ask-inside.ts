import type { Config } from '../config/config.js';
import type { HttpClient } from '../http/client/http-client.js';

/** What openid-client and jose say of a request. */
interface FetchOptions {
  method?: string;
  headers?: Record<string, string> | Headers;
  body?: URLSearchParams | string | null;
  signal?: AbortSignal | null;
}

/** A `fetch` that asks nobody but the issuer. */
export type Fetch = (url: string, options: FetchOptions) => Promise<Response>;

const timeoutMs = 5_000;
const bodiless = new Set([204, 205, 304]);

/**
 * Asks the issuer by the way our servers have to it, and under its public name: so what it answers is what browsers are
 * told, and what it signs names what they see.
 */
export function askInside(
  http: Pick<HttpClient, 'request'>,
  { urls, urlsInside, scheme }: Pick<Config, 'urls' | 'urlsInside' | 'scheme'>,
): Fetch {
  const publicName = { host: new URL(urls.federation).host, 'x-forwarded-proto': scheme };
  return async function askIssuer(url, { method = 'GET', headers, body, signal }) {
    const { origin, pathname, search } = new URL(url);
    if (origin !== urls.federation) throw new Error(`the issuer is ${urls.federation}; ${origin} is not asked`);
    const answer = await http.request(urlsInside.federation + pathname + search, {
      method: method as 'GET' | 'POST',
      headers: { ...Object.fromEntries(new Headers(headers)), ...publicName },
      ...(body === undefined || body === null ? {} : { body: body.toString() }),
      ...(signal ? { signal } : {}),
      timeoutMs,
    });
    return new Response(bodiless.has(answer.status) ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers: { ...answer.headers },
    });
  };
}
