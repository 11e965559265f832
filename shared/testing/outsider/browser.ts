import { CookieJar } from './cookie-jar.js';
import { headerOf, type Answer, type Net } from './net.js';
import { readPage, type Form, type PageRead } from './read-page.js';

/** Where a browser came to rest: on a page, or at the door of a site that is not the platform's. */
export interface Rest {
  /** Of a site of others: the whole address that the browser was sent to. */
  left: URL | null;
  /** The last answer of the platform. */
  answer: Answer;
  page: PageRead;
  /** Every address on the way. */
  way: string[];
}

/** How a navigation begins. */
export interface Start {
  /** The page that it begins on; null where the address was typed. */
  from?: URL | null;
  form?: Record<string, string> | string;
  headers?: Record<string, string>;
}

const mostHops = 15;

/** A browser with scripts off: it knows addresses, cookies, links and forms, and says what browsers say of a navigation. */
export class OutsideBrowser {
  jar = new CookieJar();

  constructor(
    private readonly net: Net,
    /** The registrable domain of the platform: whatever lies outside of it is left. */
    private readonly domain: string,
  ) {}

  /** Goes to an address, and on for as long as the platform sends it on. */
  async go(address: string | URL, { from = null, form, headers = {} }: Start = {}): Promise<Rest> {
    const way: string[] = [];
    let url = new URL(address);
    let body = typeof form === 'object' ? new URLSearchParams(form).toString() : form;
    const chain = from === null ? [] : [from];
    for (let hop = 0; hop < mostHops; hop += 1) {
      way.push(url.href);
      const site = siteOf(from === null ? [] : chain, url);
      const answer = await this.net.ask(url, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...this.headers(url, body, from, site), ...headers },
        ...(body === undefined ? {} : { body }),
      });
      this.jar.take(url, [answer.headers['set-cookie'] ?? []].flat());
      const location = headerOf(answer, 'location');
      const isOn = answer.status >= 300 && answer.status < 400 && location !== '';
      if (!isOn) return { left: null, answer, page: readPage(answer.text), way };
      chain.push(url);
      // 307 and 308 would send the form once more; a provider must not do that (RFC 9700, 4.12).
      const sendsOn = body !== undefined && answer.status >= 307;
      if (sendsOn) throw new Error(`${url.href} sends a form on with ${answer.status}`);
      url = new URL(location, url);
      body = undefined;
      if (!this.isOurs(url)) return { left: url, answer, page: readPage(answer.text), way: [...way, url.href] };
    }
    throw new Error(`more than ${mostHops} redirects: ${way.join(' ')}`);
  }

  /** Sends a form of the page with what somebody typed, by the button with these words. */
  submit(rest: Rest, button: string | RegExp, typed: Record<string, string> = {}): Promise<Rest> {
    const { form, pressed } = findForm(rest, button);
    const named = pressed.name === null ? {} : { [pressed.name]: pressed.value };
    const { url } = rest.answer;
    const target = new URL(form.action === '' ? url.href : form.action, url);
    const fields = { ...form.fields, ...typed, ...named };
    if (form.method === 'post') return this.go(target, { from: url, form: fields });
    target.search = new URLSearchParams(fields).toString();
    return this.go(target, { from: url });
  }

  /** Another browser that holds the same cookies. */
  stolen(): OutsideBrowser {
    const thief = new OutsideBrowser(this.net, this.domain);
    thief.jar = this.jar.copy();
    return thief;
  }

  private headers(url: URL, body: string | undefined, from: URL | null, site: string): Record<string, string> {
    const method = body === undefined ? 'GET' : 'POST';
    const cookie = this.jar.header({ url, method, isCrossSite: site === 'cross-site' });
    return {
      accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      'accept-language': 'en-GB,en;q=0.9',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      ...{ 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-user': '?1' },
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/x-www-form-urlencoded', origin: from === null ? 'null' : from.origin }),
      ...(cookie === '' ? {} : { cookie }),
    };
  }

  private isOurs({ hostname }: URL): boolean {
    return hostname === this.domain || hostname.endsWith(`.${this.domain}`);
  }
}

/** Fetch Metadata, 2.4: the worst of all addresses on the way counts. */
function siteOf(chain: readonly URL[], url: URL): string {
  if (chain.length === 0) return 'none';
  if (chain.every(({ origin }) => origin === url.origin)) return 'same-origin';
  const isSameSite = chain.every(
    ({ hostname, protocol }) => protocol === url.protocol && domainOf(hostname) === domainOf(url.hostname),
  );
  return isSameSite ? 'same-site' : 'cross-site';
}

const domainOf = (hostname: string) => hostname.split('.').slice(-2).join('.');

function findForm({ page, answer }: Rest, wanted: string | RegExp): { form: Form; pressed: Form['buttons'][number] } {
  for (const form of page.forms) {
    const pressed = form.buttons.find(({ words }) =>
      typeof wanted === 'string' ? words === wanted : wanted.test(words),
    );
    if (pressed !== undefined) return { form, pressed };
  }
  const there = page.forms.flatMap(({ buttons }) => buttons.map(({ words }) => words)).join(' | ');
  throw new Error(
    `no button ${String(wanted)} on ${answer.url.href} (${answer.status}, “${page.heading}”): ${there || page.words.slice(0, 300)}`,
  );
}
