/** A cookie, as its browser keeps it. */
export interface Kept {
  name: string;
  value: string;
  domain: string;
  hostOnly: boolean;
  path: string;
  secure: boolean;
  httpOnly: boolean;
  sameSite: 'strict' | 'lax' | 'none' | 'absent';
}

/** A request that cookies may come with. */
export interface Trip {
  url: URL;
  method: string;
  /** Whether the page that began it is of another site. */
  isCrossSite: boolean;
}

/** RFC 6265bis, as browsers keep it: prefixes, SameSite, paths, the life of a cookie. */
export class CookieJar {
  #kept: Kept[] = [];
  /** Every line that was offered, also those that were not taken. */
  readonly offered: string[] = [];

  take(url: URL, lines: readonly string[]): void {
    for (const line of lines) {
      this.offered.push(line);
      const { cookie, isOver } = parse(url, line);
      if (!isAllowed(cookie, url)) continue;
      this.#kept = this.#kept.filter((one) => !isSame(one, cookie));
      if (!isOver) this.#kept.push(cookie);
    }
  }

  header({ url, method, isCrossSite }: Trip): string {
    const sent = this.#kept.filter(
      (cookie) =>
        belongs(cookie, url) &&
        (!cookie.secure || isSecure(url)) &&
        // All trips here are navigations: of those from elsewhere only GET brings what is Lax.
        (!isCrossSite || cookie.sameSite === 'none' || (cookie.sameSite !== 'strict' && method === 'GET')),
    );
    // Longer paths first (RFC 6265, 5.4).
    sent.sort((one, other) => other.path.length - one.path.length);
    return sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  list(host: string): Kept[] {
    return this.#kept.filter(({ domain, hostOnly }) => matches(domain, hostOnly, host));
  }

  /** What a thief has: the same cookies, at this moment. */
  copy(): CookieJar {
    const copy = new CookieJar();
    copy.#kept = this.#kept.map((cookie) => ({ ...cookie }));
    return copy;
  }

  drop(holds: (cookie: Kept) => boolean): void {
    this.#kept = this.#kept.filter((cookie) => !holds(cookie));
  }

  change(holds: (cookie: Kept) => boolean, value: string): void {
    this.#kept = this.#kept.map((cookie) => (holds(cookie) ? { ...cookie, value } : cookie));
  }
}

function parse(url: URL, line: string): { cookie: Kept; isOver: boolean } {
  const [pair = '', ...rest] = line.split(/; */);
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  const said = new Map(
    rest.map((part) => part.split(/=(.*)/s)).map(([key = '', word = '']) => [key.toLowerCase(), word]),
  );
  const domain = said.get('domain')?.replace(/^\./, '');
  const isOver =
    (said.has('max-age') && Number(said.get('max-age')) <= 0) ||
    (said.has('expires') && Date.parse(said.get('expires') ?? '') < Date.now());
  const sameSite = said.get('samesite')?.toLowerCase() ?? 'absent';
  const cookie = {
    ...{ name, value, domain: domain ?? url.hostname, hostOnly: domain === undefined, path: said.get('path') ?? '/' },
    ...{ secure: said.has('secure'), httpOnly: said.has('httponly'), sameSite: sameSite as Kept['sameSite'] },
  };
  return { cookie, isOver };
}

/** 5.6: what a browser throws away. */
function isAllowed(cookie: Kept, url: URL): boolean {
  const { name, secure, hostOnly, path, domain, sameSite } = cookie;
  if (!hostOnly && !matches(domain, false, url.hostname)) return false;
  if (secure && !isSecure(url)) return false;
  if (sameSite === 'none' && !secure) return false;
  if (name.startsWith('__Secure-') && !secure) return false;
  return !name.startsWith('__Host-') || (secure && hostOnly && path === '/');
}

const isSecure = ({ protocol }: URL) => protocol === 'https:';

const isSame = (one: Kept, other: Kept) =>
  one.name === other.name && one.domain === other.domain && one.hostOnly === other.hostOnly && one.path === other.path;

const matches = (domain: string, hostOnly: boolean, host: string) =>
  host === domain || (!hostOnly && host.endsWith(`.${domain}`));

const belongs = ({ domain, hostOnly, path }: Kept, { hostname, pathname }: URL) =>
  matches(domain, hostOnly, hostname) &&
  (pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`));
