import { SafeHtml } from '../../lib/safe-html.js';
import type { SiteUrls } from '../config/site-urls.js';

/** A thing in the words of schema.org. */
export type StructuredData = { readonly '@type': string } & Readonly<Record<string, unknown>>;

/** The house that is behind every page. */
export interface HouseNames {
  siteTitle: string;
  urls: SiteUrls;
}

/** Whoever publishes what stands here. */
export function houseData({ siteTitle, urls }: HouseNames): StructuredData {
  const logo = { '@type': 'ImageObject', url: `${urls.blog}/apple-touch-icon.png`, width: 180, height: 180 };
  return { '@type': 'Organization', '@id': `${urls.blog}/#house`, name: siteTitle, url: `${urls.blog}/`, logo };
}

export function siteData({ siteTitle, urls }: HouseNames, lang: string): StructuredData {
  const publisher = { '@id': `${urls.blog}/#house` };
  return {
    '@type': 'WebSite',
    '@id': `${urls.blog}/#site`,
    name: siteTitle,
    url: `${urls.blog}/`,
    inLanguage: lang,
    publisher,
  };
}

/** The way to a page, the page itself last. Addresses are absolute. */
export function crumbsData(crumbs: readonly { name: string; url: string }[]): StructuredData {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, url }, index) => ({
      ...{ '@type': 'ListItem', position: index + 1, name, item: url },
    })),
  };
}

/** As a data block holds it: no text in it can end the element, or begin another. */
export function writeStructuredData(things: readonly StructuredData[]): SafeHtml {
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': things });
  const escaped = json.replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return SafeHtml.trust(escaped);
}
