import type { MenuItemDto } from '../../../contracts/dtos/blog.js';
import type { GhostLink } from '../../../contracts/ghost.js';
import { SiteAddresses } from '../../../lib/site-addresses.js';

/** As much as a menu of ours holds. */
const mostItems = 60;
const longestLabel = 60;
const longestHref = 500;

/** Ghost's menu is flat. What it says of its own pages means ours; what a menu of ours cannot hold is left out. */
export function menuFrom(links: readonly GhostLink[], site: string): MenuItemDto[] {
  const addresses = new SiteAddresses(site);
  const items = links.flatMap(({ label, url }) => {
    const href = hrefOf(addresses.link(withSite(url))?.href ?? '');
    const words = label
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, longestLabel)
      .trim();
    return href === null || words === '' ? [] : [{ label: words, href, children: [] }];
  });
  return items.slice(0, mostItems);
}

/** In a menu a path begins where the site does, also where that is a folder of its host. */
const withSite = (url: string) => url.replace(/^\/(?!\/)/, '__GHOST_URL__/');

function hrefOf(link: string): string | null {
  const href = link.startsWith('/') ? `blog:${link}` : link;
  return /^(blog|https?|mailto):./.test(href) && href.length <= longestHref ? href : null;
}
