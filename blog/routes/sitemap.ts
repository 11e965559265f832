import type { AddressKind } from '@rose-ash/shared/contracts/services/blog';
import type { Services } from '@rose-ash/shared/contracts/registry';
import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import type { SiteUrls } from '@rose-ash/shared/infrastructure/config/site-urls';
import { mapOf, mapPaths, sendSitemap } from '@rose-ash/shared/infrastructure/sitemap/sitemap-routes';
import { writeSitemap, writeSitemapIndex } from '@rose-ash/shared/infrastructure/sitemap/write-sitemap';
import { NotFound } from '@rose-ash/shared/lib/errors';
import type { settings } from '../config.js';
import { archiveHref, authorHref, postHref, tagHref } from '../presenters/hrefs.js';

const pathsOf: Readonly<Record<AddressKind, (slug: string) => string>> = {
  posts: postHref,
  pages: postHref,
  tags: tagHref,
  authors: authorHref,
};
const kinds = Object.keys(pathsOf) as AddressKind[];
const tags = ['posts'];

/** `/sitemap.xml` names the maps of all six sites; the blog's own are in `/sitemap-posts.xml`, `/sitemap-posts-2.xml` and so on. */
export const sitemapRoutes: Routes<typeof settings> = (router, { urls }) => {
  const { host } = new URL(urls.blog);

  router.get('sitemap', '/sitemap.xml', async function showIndex(ctx) {
    sendSitemap(ctx, writeSitemapIndex(await listMaps(ctx.services, urls)), [...tags, 'products', 'entries']);
  });

  router.get('sitemap-of', '/sitemap-:name.xml', async function showMap(ctx) {
    const { kind, page } = readName(ctx.params['name'] ?? '');
    const list = ({ blog }: Services, query: { page: number; perPage: number }) =>
      blog.listAddresses(host, kind, query);
    const found = await mapOf(ctx.services, { list, pathOf: pathsOf[kind], tags }, urls.blog, page);
    const lists = kind === 'pages' && page === 1 ? ['/', archiveHref] : [];
    const all = [...lists.map((path) => ({ url: urls.blog + path, changedAt: null })), ...found];
    if (all.length === 0) throw new NotFound();
    sendSitemap(ctx, writeSitemap(all), tags);
  });
};

async function listMaps({ blog, market, events }: Services, urls: SiteUrls): Promise<string[]> {
  const counts = await blog.countAddresses(new URL(urls.blog).host);
  const products = await market.countProducts();
  const { entries } = await events.countUpcoming();
  const own = kinds.filter((kind) => kind === 'pages' || counts[kind] > 0);
  return [
    ...own.flatMap((kind) => mapPaths(counts[kind], `${urls.blog}/sitemap-${kind}`)),
    ...mapPaths(products, `${urls.market}/sitemap`),
    ...mapPaths(entries, `${urls.events}/sitemap`),
    ...[urls.cart, urls.federation, urls.account].map((origin) => `${origin}/sitemap.xml`),
  ];
}

/** @throws NotFound for what is no map's name. */
function readName(name: string): { kind: AddressKind; page: number } {
  const [, kind, page = '1'] = /^([a-z]+)(?:-([2-9]|[1-9]\d{1,3}))?$/.exec(name) ?? [];
  const found = kinds.find((one) => one === kind);
  if (found === undefined) throw new NotFound();
  return { kind: found, page: Number(page) };
}
