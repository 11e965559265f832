import type { Answered, AppUnderTest, AskOptions } from '../app-under-test.js';

interface Cookie {
  value: string;
  path: string;
}

/** A browser, as far as the provider can tell: it keeps cookies by path, and goes where it is sent. */
export class Visitor {
  readonly cookies = new Map<string, Cookie>();
  /** Every Set-Cookie that it was given. */
  readonly given: string[] = [];

  /** `from` is the address that the proxy saw; absent: the loopback. */
  constructor(
    private readonly app: Pick<AppUnderTest, 'ask' | 'config'>,
    private readonly from?: string,
  ) {}

  /** One request, to a path or to an address of the provider. */
  async ask(target: string, options: AskOptions = {}): Promise<Answered> {
    const path = this.pathOf(target);
    const answer = await this.app.ask(path, {
      ...options,
      headers: { accept: 'text/html', ...this.fromHeader(), ...this.cookieHeader(path), ...options.headers },
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) this.take(line);
    return answer;
  }

  /** Follows redirects for as long as they stay with the provider; then the last answer, and where it leads. */
  async go(target: string): Promise<{ answer: Answered; location: URL | null }> {
    let answer = await this.ask(target);
    for (let hops = 0; hops < 10; hops += 1) {
      const { location } = answer.headers;
      if (typeof location !== 'string') return { answer, location: null };
      const url = new URL(location, this.issuer);
      if (url.origin !== this.issuer || url.pathname.startsWith('/sign-in/')) return { answer, location: url };
      answer = await this.ask(url.href);
    }
    throw new Error('The provider leads round in circles.');
  }

  get issuer(): string {
    return this.app.config.urls.federation;
  }

  private pathOf(target: string): string {
    const { pathname, search } = new URL(target, this.issuer);
    return pathname + search;
  }

  private fromHeader(): Record<string, string> {
    return this.from === undefined ? {} : { 'x-forwarded-for': this.from };
  }

  private cookieHeader(path: string): Record<string, string> {
    const [pathname = ''] = path.split('?');
    const sent = [...this.cookies].filter(([, cookie]) => covers(cookie.path, pathname));
    if (sent.length === 0) return {};
    return { cookie: sent.map(([key, { value }]) => `${key.split(';')[0]}=${value}`).join('; ') };
  }

  private take(line: string): void {
    this.given.push(line);
    const [pair = '', ...attributes] = line.split(/; */);
    const name = pair.slice(0, pair.indexOf('='));
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    const key = `${name};${path}`;
    if (attributes.some((one) => /^expires=Thu, 01 Jan 1970/i.test(one))) this.cookies.delete(key);
    else this.cookies.set(key, { value: pair.slice(pair.indexOf('=') + 1), path });
  }
}

/** RFC 6265, 5.1.4. */
function covers(cookiePath: string, path: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}
