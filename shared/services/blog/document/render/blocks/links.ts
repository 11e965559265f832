import type { DocumentNode } from '../../../../../contracts/dtos/document.js';
import { escapeHtml } from '../../../../../lib/escape-html.js';
import { nameOfHost, pageBehindFrame } from '../../../../../lib/frames.js';
import { wordsOf } from '../../nodes.js';
import { linkAttributes } from '../links.js';
import type { Page } from '../page.js';
import { thumbnail } from '../pictures.js';
import { tag, tagIf } from '../tag.js';
import { caption } from './pictures.js';

interface LinkCard {
  href: string;
  title: string;
  about: string;
  from: readonly string[];
  thumbnail: string;
}

/** The whole of it is the link. */
function linkCard(page: Page, node: DocumentNode, name: string, card: LinkCard): string {
  const link = linkAttributes(page, card.href);
  if (link === null) return '';
  const words = [
    tag('strong', {}, escapeHtml(card.title || card.href)),
    tagIf('span', { class: 'link-about' }, escapeHtml(card.about)),
    tagIf('span', { class: 'link-from' }, escapeHtml([...new Set(card.from.filter(Boolean))].join(' · '))),
  ];
  const inside =
    tag('span', { class: 'link-words' }, words.filter(Boolean).join(' ')) + thumbnail(page, card.thumbnail);
  return tag('figure', { class: `link-card ${name}` }, tag('a', link, inside) + caption(page, node));
}

export function bookmark(page: Page, node: DocumentNode): string {
  return linkCard(page, node, 'bookmark', {
    href: wordsOf(node, 'url'),
    title: wordsOf(node, 'title'),
    about: wordsOf(node, 'description'),
    from: [wordsOf(node, 'author'), wordsOf(node, 'publisher')],
    thumbnail: wordsOf(node, 'thumbnail'),
  });
}

/** A frame would tell a third party who reads what, so a link stands where it was. */
export function embed(page: Page, node: DocumentNode): string {
  const address = wordsOf(node, 'url').replace(/^\/\//, 'https://');
  const url = URL.canParse(address) ? pageBehindFrame(new URL(address)) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return '';
  page.left.links += 1;
  return linkCard(page, node, 'embed', {
    href: url.href,
    title: wordsOf(node, 'title') || `Open on ${nameOfHost(url)}`,
    about: '',
    from: [wordsOf(node, 'author'), wordsOf(node, 'provider') || nameOfHost(url)],
    thumbnail: wordsOf(node, 'thumbnail'),
  });
}
