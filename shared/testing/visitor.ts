import { request } from 'undici';

/** What a visitor was shown in the end, and the addresses on the way there. */
export interface Shown {
  url: string;
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** Addresses of all requests, the first one first. */
  way: string[];
}

export interface Visit {
  /** Sends a form. */
  form?: Record<string, string>;
  headers?: Record<string, string>;
  /** Stops at the first answer, whatever it is. */
  stay?: boolean;
}

interface Cookie {
  name: string;
  value: string;
  domain: string;
  hostOnly: boolean;
  path: string;
}

const mostHops = 12;

/** A browser without a window: cookies as RFC 6265 has them, redirects, and the headers by which a navigation is known. */
export class Visitor {
  #cookies: Cookie[] = [];

  /** @param reach says at which origin a site listens. */
  constructor(private readonly reach: (url: URL) => string) {}

  /** Follows redirects until there is a page. Throws where they go on for ever. */
  async open(address: string, { form, headers = {}, stay = false }: Visit = {}): Promise<Shown> {
    const way: string[] = [];
    let url = new URL(address);
    let body = form === undefined ? undefined : new URLSearchParams(form).toString();
    for (let hop = 0; hop < mostHops; hop += 1) {
      way.push(url.href);
      const answer = await request(this.reach(url) + url.pathname + url.search, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...this.#headers(url, body !== undefined), ...headers },
        ...(body === undefined ? {} : { body }),
        reset: true,
      });
      const text = await answer.body.text();
      this.#learn(url, answer.headers);
      const { location } = answer.headers;
      if (stay || answer.statusCode < 300 || answer.statusCode > 399 || typeof location !== 'string') {
        return { url: url.href, status: answer.statusCode, headers: answer.headers, text, way };
      }
      url = new URL(location, url);
      body = undefined;
    }
    throw new Error(`more than ${mostHops} redirects: ${way.join(' ')}`);
  }

  cookie(url: string, name: string): string | undefined {
    return this.#for(new URL(url)).find((cookie) => cookie.name === name)?.value;
  }

  /** @param domain absent: for the host of the address alone. */
  setCookie(url: string, name: string, value: string, domain?: string): void {
    this.#put({ name, value, domain: domain ?? new URL(url).hostname, hostOnly: domain === undefined, path: '/' });
  }

  dropCookie(url: string, name: string): void {
    const dropped = this.#for(new URL(url)).filter((cookie) => cookie.name === name);
    this.#cookies = this.#cookies.filter((cookie) => !dropped.includes(cookie));
  }

  #headers(url: URL, isForm: boolean): Record<string, string> {
    const cookie = this.#for(url).map(({ name, value }) => `${name}=${value}`);
    return {
      host: url.host,
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
      'sec-fetch-site': isForm ? 'same-origin' : 'none',
      ...(isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...(cookie.length > 0 ? { cookie: cookie.join('; ') } : {}),
    };
  }

  #for({ hostname, pathname }: URL): Cookie[] {
    return this.#cookies.filter(
      ({ domain, hostOnly, path }) =>
        (hostname === domain || (!hostOnly && hostname.endsWith(`.${domain}`))) && covers(path, pathname),
    );
  }

  #learn({ hostname }: URL, headers: Shown['headers']): void {
    for (const line of [headers['set-cookie'] ?? []].flat()) {
      const [pair = '', ...rest] = line.split(/; */);
      const said = new Map(
        rest.map((part) => part.split('=') as [string, string?]).map(([key, value = '']) => [key.toLowerCase(), value]),
      );
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      const domain = said.get('domain')?.replace(/^\./, '');
      if (domain !== undefined && hostname !== domain && !hostname.endsWith(`.${domain}`)) continue;
      const isOver =
        said.get('max-age') === '0' || (said.has('expires') && Date.parse(said.get('expires') ?? '') < Date.now());
      this.#put(
        { name, value, domain: domain ?? hostname, hostOnly: domain === undefined, path: said.get('path') ?? '/' },
        isOver,
      );
    }
  }

  #put(cookie: Cookie, isOver = false): void {
    const isSame = (other: Cookie) =>
      other.name === cookie.name &&
      other.domain === cookie.domain &&
      other.hostOnly === cookie.hostOnly &&
      other.path === cookie.path;
    this.#cookies = [...this.#cookies.filter((other) => !isSame(other)), ...(isOver ? [] : [cookie])];
  }
}

/** RFC 6265, 5.1.4. */
function covers(cookiePath: string, path: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}
