import { noteOnce, type Page } from './page.js';
import { isSafeLink } from './safe-address.js';

/** What an author may say of a link; the rest would open doors or is said by us. */
const sayable = ['nofollow', 'sponsored', 'ugc', 'me', 'noreferrer'];

/** @returns null when the address leads nowhere, and only its words are shown. */
export function linkAttributes(page: Page, address: string, rel = ''): { href: string; rel: string | null } | null {
  if (/^#[^/]/.test(address)) return { href: `#${page.ids.here(address.slice(1))}`, rel: null };
  const target = address === '' ? null : page.hooks.link(address);
  if (target === null || !isSafeLink(target.href)) return null;
  noteOnce(page.refs.links, target.href);
  const said = rel
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => sayable.includes(word));
  const all = [...(target.isOutbound ? ['external', 'noopener'] : []), ...said];
  return { href: target.href, rel: all.length > 0 ? all.join(' ') : null };
}
