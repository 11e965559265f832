import type { Attributes, IOptions, Tag } from 'sanitize-html';
import type { SanitisedHtml, TextIds } from '../../../contracts/ports.js';
import { nameOfHost, pageBehindFrame } from '../../../lib/frames.js';
import type { SiteAddresses } from '../../../lib/site-addresses.js';

/** What one text needs while it is cleaned. */
export interface Cleaning {
  addresses: SiteAddresses;
  ids: TextIds;
  left: SanitisedHtml['left'];
}

type Transforms = NonNullable<IOptions['transformTags']>;

/** Without an address it is taken for empty and left out. (A transform to a forbidden tag would leave its end tag behind.) */
const gone = (tagName: string): Tag => ({ tagName, attribs: {} });

export function transforms(cleaning: Cleaning): Transforms {
  return {
    ...headings(cleaning.ids),
    a: (_, attributes) => link(attributes, cleaning),
    li: (tagName, { id, ...attributes }) => ({ tagName, attribs: { ...attributes, ...idOf(id, cleaning.ids) } }),
    sup: (tagName, { id, ...attributes }) => ({ tagName, attribs: { ...attributes, ...idOf(id, cleaning.ids) } }),
    img: (_, attributes) => picture(attributes, cleaning),
    audio: (_, attributes) => player('audio', attributes, cleaning, 'Listen to the recording'),
    video: (_, attributes) => player('video', attributes, cleaning, 'Watch the film'),
    iframe: (_, attributes) => frame(attributes, cleaning),
    form: (tagName, attributes) => {
      cleaning.left.forms += 1;
      return { tagName, attribs: attributes };
    },
    div: (_, attributes) => toggle(attributes),
  };
}

/** The page has the only `h1`, and titles inside cards are no part of the text's outline. */
function headings(ids: TextIds): Transforms {
  const levels = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
  const heading = (level: string, { id, ...attributes }: Attributes): Tag => {
    const card = cardTitles.find(({ name }) => classesOf(attributes).includes(name));
    if (card) return { tagName: card.tagName, attribs: attributes };
    return { tagName: level === 'h1' ? 'h2' : level, attribs: { ...attributes, ...idOf(id, ids) } };
  };
  return Object.fromEntries(levels.map((level) => [level, heading]));
}

/** What a text's own links lead to: its headings, and its footnotes and their places. */
function idOf(id: string | undefined, ids: TextIds): Attributes {
  const given = id ? ids.give(id) : null;
  return given === null ? {} : { id: given };
}

const cardTitles = [
  { name: 'kg-toggle-heading-text', tagName: 'span' },
  { name: 'kg-product-card-title', tagName: 'p' },
];

function link({ href = '', class: classes, id }: Attributes, { addresses, ids }: Cleaning): Tag {
  const attribs = { ...kept({ class: classes }), ...idOf(id, ids) };
  if (/^#[^/]/.test(href)) return { tagName: 'a', attribs: { ...attribs, href: `#${ids.here(href.slice(1))}` } };
  const target = addresses.link(href);
  if (target === null || href === '') return { tagName: 'a', attribs };
  const rel = target.isOutbound ? 'external noopener' : undefined;
  return { tagName: 'a', attribs: { ...attribs, href: target.href, ...kept({ rel }) } };
}

function picture(attributes: Attributes, { addresses, left }: Cleaning): Tag {
  const { src, srcset, class: classes, alt = '', width, height, sizes } = attributes;
  const url = src ? addresses.resolve(src) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    if (src) left.pictures += 1;
    return gone('img');
  }
  const widths = srcset && url.protocol === 'https:' && isSecureSet(srcset) ? srcset : undefined;
  const manners = { loading: 'lazy', decoding: 'async', referrerpolicy: 'no-referrer' };
  return {
    tagName: 'img',
    attribs: {
      ...kept({ class: classes, width, height, sizes: widths && sizes, srcset: widths }),
      src: url.href,
      alt,
      ...manners,
    },
  };
}

const candidate = /^https:\/\/\S+(?: [\d.]+[wx])?$/;

/** Every candidate on https. An address with a comma in it is not worth a grammar. */
function isSecureSet(srcset: string): boolean {
  return srcset.split(',').every((part) => candidate.test(part.trim()));
}

function player(tagName: 'audio' | 'video', attributes: Attributes, cleaning: Cleaning, words: string): Tag {
  const { src, poster, width, height } = attributes;
  const secure = cleaning.addresses.secure(src);
  if (secure === null) return plainLink(src, words, cleaning) ?? gone(tagName);
  const shown = cleaning.addresses.secure(poster) ?? undefined;
  return {
    tagName,
    attribs: { ...kept({ poster: shown, width, height }), src: secure, controls: '', preload: 'none' },
  };
}

/** A frame would tell a third party who reads what, so a link stands where it was. */
function frame({ src }: Attributes, cleaning: Cleaning): Tag {
  const url = src ? cleaning.addresses.resolve(src) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return gone('iframe');
  const page = pageBehindFrame(url);
  return plainLink(page.href, `Open on ${nameOfHost(page)}`, cleaning) ?? gone('iframe');
}

function plainLink(address: string | undefined, text: string, { addresses, left }: Cleaning): Tag | null {
  const url = address ? addresses.resolve(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  left.links += 1;
  return { tagName: 'a', attribs: { href: url.href, rel: 'external noopener', class: 'embed-link' }, text };
}

/** Ghost's toggle needs a script; the browser has one of its own. */
function toggle(attributes: Attributes): Tag {
  const classes = classesOf(attributes);
  if (classes.includes('kg-toggle-card')) return { tagName: 'details', attribs: attributes };
  if (classes.includes('kg-toggle-heading')) return { tagName: 'summary', attribs: attributes };
  return { tagName: 'div', attribs: attributes };
}

const classesOf = (attributes: Attributes) => (attributes['class'] ?? '').split(/\s+/);

function kept(attributes: Record<string, string | undefined>): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
