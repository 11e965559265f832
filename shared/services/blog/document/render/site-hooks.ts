import type { HtmlSanitiser } from '../../../../contracts/ports.js';
import type { ShownMedia } from '../../../../contracts/media.js';
import { pictureSet } from '../../../../lib/shown-media.js';
import { SiteAddresses } from '../../../../lib/site-addresses.js';
import type { RenderHooks } from './hooks.js';

type CopyOf = (src: string) => ShownMedia | null;

/**
 * What a text of `site` means here: links to the site lead to our own pages, pictures and files are fetched over https
 * only, and a picture that only decorates a link to somebody else's page is not fetched from them.
 *
 * @param copyOf our own copy of a picture, by its address as the text writes it.
 */
export function siteHooks(site: string, sanitiser: HtmlSanitiser, copyOf: CopyOf = () => null): RenderHooks {
  const addresses = new SiteAddresses(site);
  const secure = (src: string) => addresses.secure(src);
  return {
    link: (address) => addresses.link(address),
    picture: (src, use) => {
      const copy = copyOf(src);
      if (copy !== null) return pictureSet(copy);
      const address = use === 'picture' ? secure(src) : null;
      return address === null ? null : { src: address, width: null, height: null };
    },
    file: secure,
    sanitise: (html, ids) => sanitiser.sanitise(html, site, { ids, hasCopy: (src) => copyOf(src) !== null }),
  };
}
