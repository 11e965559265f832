import { document, element, type Xml } from '../xml/write-xml.js';

const space = { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' };

export interface SitemapUrl {
  /** Absolute. */
  url: string;
  /** Null where nobody knows, as of lists that change all the time. */
  changedAt: Date | null;
}

/** A map of pages (sitemaps.org, 0.9). */
export function writeSitemap(urls: readonly SitemapUrl[]): string {
  return document(
    element(
      'urlset',
      space,
      urls.map((one) => describe('url', one)),
    ),
  );
}

/** A list of such maps. */
export function writeSitemapIndex(urls: readonly string[]): string {
  return document(
    element(
      'sitemapindex',
      space,
      urls.map((url) => describe('sitemap', { url, changedAt: null })),
    ),
  );
}

function describe(name: string, { url, changedAt }: SitemapUrl): Xml {
  const changed = changedAt === null ? [] : [element('lastmod', {}, changedAt.toISOString())];
  return element(name, {}, [element('loc', {}, url), ...changed]);
}
