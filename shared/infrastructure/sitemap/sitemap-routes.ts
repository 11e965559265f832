import type { AddressDto } from '../../contracts/dtos/addresses.js';
import type { PageQuery } from '../../contracts/pages.js';
import type { Services } from '../../contracts/registry.js';
import { NotFound } from '../../lib/errors.js';
import type { Routes } from '../app/router.js';
import type { Context } from '../http/context.js';
import { readPage } from '../http/read-page.js';
import { sendDocument } from '../http/send-document.js';
import { writeSitemap, type SitemapUrl } from './write-sitemap.js';

/** Most addresses in one map: a tenth of what the protocol allows, so that one is made in a moment. */
export const urlsInMap = 5000;

const maxAge = 3600;
const ttlMs = 600_000;

/** What a site has pages of. */
export interface SitemapSection {
  list(services: Services, query: PageQuery): Promise<AddressDto[]>;
  /** Path of the page of one of them. */
  pathOf(slug: string): string;
  /** Ends what is kept of the map. */
  tags: readonly string[];
}

/** `/sitemap.xml` with the home page and the first of these, and `/sitemap-2.xml` and so on with the rest. */
export function sitemapRoutes(section?: SitemapSection): Routes {
  return (router, { urls, service }) => {
    const origin = urls[service];

    router.get('sitemap', '/sitemap.xml', async function showSitemap(ctx) {
      const found = await mapOf(ctx.services, section, origin, 1);
      sendSitemap(ctx, writeSitemap([{ url: `${origin}/`, changedAt: null }, ...found]), section?.tags ?? []);
    });

    router.get('sitemap-page', '/sitemap-:page.xml', async function showSitemapPage(ctx) {
      const page = readPage(ctx.params['page']);
      const found = page === 1 ? [] : await mapOf(ctx.services, section, origin, page);
      if (found.length === 0) throw new NotFound();
      sendSitemap(ctx, writeSitemap(found), section?.tags ?? []);
    });
  };
}

/** The addresses of one map. */
export async function mapOf(
  services: Services,
  section: SitemapSection | undefined,
  origin: string,
  page: number,
): Promise<SitemapUrl[]> {
  const found = (await section?.list(services, { page, perPage: urlsInMap })) ?? [];
  return found.map(({ slug, changedAt }) => ({ url: origin + (section?.pathOf(slug) ?? ''), changedAt }));
}

export function sendSitemap(ctx: Context, body: string, tags: readonly string[]): void {
  const cache = { query: [], tags, ttlMs };
  sendDocument(ctx, { type: 'application/xml; charset=utf-8', body, maxAge, cache });
}

/** Paths of the maps of so many addresses: `/sitemap.xml`, `/sitemap-2.xml`. */
export function mapPaths(count: number, name = '/sitemap'): string[] {
  const maps = Math.max(1, Math.ceil(count / urlsInMap));
  return Array.from({ length: maps }, (_, index) => (index === 0 ? `${name}.xml` : `${name}-${index + 1}.xml`));
}
