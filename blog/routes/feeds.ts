import type { Services } from '@rose-ash/shared/contracts/registry';
import type { AppRouter, Routes } from '@rose-ash/shared/infrastructure/app/router';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import { feedFormats, feedTypes, type FeedFormat } from '@rose-ash/shared/infrastructure/feeds/feed';
import { writeFeed } from '@rose-ash/shared/infrastructure/feeds/write-feed';
import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import { sendDocument } from '@rose-ash/shared/infrastructure/http/send-document';
import type { settings } from '../config.js';
import { authorFeed, feedPaths, tagFeed, wholeFeed, type FeedWords } from '../presenters/feed-words.js';
import { presentFeed } from '../presenters/feed.js';
import { authorHref, tagHref } from '../presenters/hrefs.js';
import { sendOnFrom } from './send-on.js';
import { redirectSlashless } from './slashless.js';

const limit = 20;
const maxAge = 300;
const cache = { query: [], tags: ['posts'], ttlMs: 60_000 };

/** What a feed is of: its words, and how its posts are found. */
interface Source {
  words: FeedWords;
  posts: { tag?: string; author?: string };
}

/** Of what is under a slug, the feeds; and where the page is that shows the same. */
interface FeedsOf {
  kind: 'tag' | 'author';
  href: (slug: string) => string;
  find: (blog: Services['blog'], slug: string, siteTitle: string) => Promise<Source | null>;
}

const kinds: readonly FeedsOf[] = [
  {
    kind: 'tag',
    href: tagHref,
    async find(blog, slug, siteTitle) {
      const tag = await blog.findTag(slug);
      return tag && { words: tagFeed(tag, siteTitle), posts: { tag: tag.slug } };
    },
  },
  {
    kind: 'author',
    href: authorHref,
    async find(blog, slug, siteTitle) {
      const author = await blog.findAuthor(slug);
      return author && { words: authorFeed(author, siteTitle), posts: { author: author.slug } };
    },
  },
];

export const feedRoutes: Routes<typeof settings> = (router, config) => {
  const { title } = config.site;
  declareFeeds(router, '/', (ctx, format) => sendFeed(ctx, config, format, { words: wholeFeed(title), posts: {} }));
  for (const { kind, href, find } of kinds) {
    declareFeeds(router, `/${kind}/:slug/`, async (ctx, format, slug) => {
      const source = await find(ctx.services.blog, slug, title);
      if (source === null) await sendOnFrom(slug, ctx, kind, (present) => feedPaths(href(present))[format]);
      else await sendFeed(ctx, config, format, source);
    });
  }
};

type Send = (ctx: Context, format: FeedFormat, slug: string) => Promise<void>;

/** @param path of the page that lists the same. */
function declareFeeds(router: AppRouter, path: string, send: Send): void {
  const paths = feedPaths(path);
  for (const format of feedFormats) {
    router.get(`feed ${paths[format]}`, paths[format], async function showFeed(ctx) {
      await send(ctx, format, ctx.params['slug'] ?? '');
    });
  }
  redirectSlashless(router, paths.rss.slice(0, -1));
}

/** Only what strangers may read, whoever asks: readers keep it and pass it on. */
async function sendFeed(
  ctx: Context,
  { site, urls }: Pick<Config, 'site' | 'urls'>,
  format: FeedFormat,
  { words, posts }: Source,
): Promise<void> {
  const found = await ctx.services.blog.listInFull(null, { limit, ...posts });
  const place = { siteTitle: site.title, lang: site.locale, origin: urls.blog };
  const feed = presentFeed(found, words, place);
  const type = `${feedTypes[format]}; charset=utf-8`;
  sendDocument(ctx, { type, body: writeFeed(feed, format), maxAge, cache });
}
