import type { Services } from '@rose-ash/shared/contracts/registry';
import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import { feedFormats, feedTypes, type FeedFormat } from '@rose-ash/shared/infrastructure/feeds/feed';
import { writeFeed } from '@rose-ash/shared/infrastructure/feeds/write-feed';
import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import { sendDocument } from '@rose-ash/shared/infrastructure/http/send-document';
import { NotFound } from '@rose-ash/shared/lib/errors';
import type { settings } from '../config.js';
import { authorFeed, feedPaths, tagFeed, wholeFeed, type FeedWords } from '../presenters/feed-words.js';
import { presentFeed } from '../presenters/feed.js';
import { redirectSlashless } from './slashless.js';

const limit = 20;
const maxAge = 300;
const cache = { query: [], tags: ['posts'], ttlMs: 60_000 };

/** What a feed is of: its words, and how its posts are found. */
interface Source {
  words: FeedWords;
  posts: { tag?: string; author?: string };
}

type FindSource = (blog: Services['blog'], slug: string) => Promise<Source | null>;

export const feedRoutes: Routes<typeof settings> = (router, config) => {
  for (const [path, findSource] of Object.entries(sourcesOf(config.site.title))) {
    const paths = feedPaths(path);
    for (const format of feedFormats) {
      router.get(`feed ${paths[format]}`, paths[format], async function showFeed(ctx) {
        const source = await findSource(ctx.services.blog, ctx.params['slug'] ?? '');
        if (source === null) throw new NotFound();
        await sendFeed(ctx, config, format, source);
      });
    }
    redirectSlashless(router, paths.rss.slice(0, -1));
  }
};

/** By the path of the page that lists the same. */
function sourcesOf(siteTitle: string): Record<string, FindSource> {
  return {
    '/': async () => ({ words: wholeFeed(siteTitle), posts: {} }),
    '/tag/:slug/': async (blog, slug) => {
      const tag = await blog.findTag(slug);
      return tag && { words: tagFeed(tag, siteTitle), posts: { tag: tag.slug } };
    },
    '/author/:slug/': async (blog, slug) => {
      const author = await blog.findAuthor(slug);
      return author && { words: authorFeed(author, siteTitle), posts: { author: author.slug } };
    },
  };
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
  sendDocument(ctx, { type, body: writeFeed(feed, format), lastModified: feed.updatedAt, maxAge, cache });
}
