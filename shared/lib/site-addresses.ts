const schemes = ['https:', 'http:', 'mailto:', 'tel:'];

/** Paths of a Ghost that stay its own: files, which we do not hold yet, and its administration. */
const stayThere = /^\/(content|ghost)\//;

/** What the addresses in a text of `site` mean here. */
export class SiteAddresses {
  readonly #site: URL;

  /** @param site origin and path, with or without a slash at its end. */
  constructor(site: string) {
    this.#site = new URL(`${site.replace(/\/+$/, '')}/`);
  }

  /** The whole address, or null when it is none that a page may hold. */
  resolve(address: string): URL | null {
    const text = address.replace(/^__GHOST_URL__\/?/, this.#site.href);
    if (!URL.canParse(text, this.#site.href)) return null;
    const url = new URL(text, this.#site);
    return schemes.includes(url.protocol) ? url : null;
  }

  /** Where a link leads, written relative when it stays on the site; null when it leads nowhere here. */
  link(address: string): { href: string; isOutbound: boolean } | null {
    const url = this.resolve(address);
    if (url === null) return null;
    const path = this.#pathWithin(url);
    if (path === null || stayThere.test(path)) return { href: url.href, isOutbound: /^https?:$/.test(url.protocol) };
    // Ghost's sign-up box hangs on these.
    if (url.hash.startsWith('#/portal')) return null;
    return { href: `${path}${url.search}${url.hash}`, isOutbound: false };
  }

  /** The address of a picture, film or recording, if a page of ours may fetch it. */
  secure(address: string | undefined): string | null {
    const url = address ? this.resolve(address) : null;
    return url?.protocol === 'https:' ? url.href : null;
  }

  #pathWithin(url: URL): string | null {
    if (url.host !== this.#site.host || !/^https?:$/.test(url.protocol)) return null;
    if (!`${url.pathname}/`.startsWith(this.#site.pathname)) return null;
    // Two slashes at the start would name another host.
    return `/${url.pathname.slice(this.#site.pathname.length).replace(/^[/\\]+/, '')}`;
  }
}
