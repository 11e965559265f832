import type { PostDto } from '@rose-ash/shared/contracts/dtos/blog';
import type { Feed, FeedItem } from '@rose-ash/shared/infrastructure/feeds/feed';
import { escapeHtml } from '@rose-ash/shared/lib/escape-html';
import { feedPaths, type FeedWords } from './feed-words.js';
import { authorHref, postHref } from './hrefs.js';
import { withAbsoluteAddresses } from './absolute-html.js';
import { presentWall, presentWords } from './wall.js';

/** Where and for whom it is made. */
export interface FeedPlace {
  siteTitle: string;
  lang: string;
  /** Origin of the blog. */
  origin: string;
}

export function presentFeed(posts: readonly PostDto[], words: FeedWords, place: FeedPlace): Feed {
  const { siteTitle, lang, origin } = place;
  const { rss, atom, json } = feedPaths(origin + words.path);
  return {
    ...{ title: words.title, description: words.description, lang },
    homeUrl: origin + words.path,
    addresses: { rss, atom, json },
    iconUrl: `${origin}/apple-touch-icon.png`,
    publisher: siteTitle,
    updatedAt: new Date(Math.max(0, ...posts.map((post) => post.updatedAt.getTime()))),
    items: posts.map((post) => presentItem(post, origin)),
  };
}

function presentItem(post: PostDto, origin: string): FeedItem {
  const { id, slug, title, excerpt, publishedAt, updatedAt, authors, tags, picture } = post;
  const url = origin + postHref(slug);
  return {
    // The id of the row: an address may be changed, and readers would show the post a second time.
    id: `urn:uuid:${id}`,
    ...{ url, title, summary: excerpt, publishedAt, updatedAt, tags },
    html: withAbsoluteAddresses(presentBody(post, url), url),
    authors: authors.map((author) => ({ name: author.name, url: origin + authorHref(author.slug) })),
    image: picture === null ? null : { url: new URL(picture.src, url).href, alt: picture.alt },
  };
}

/** All that anybody may read, and then whom the rest is for and where that is. */
function presentBody(post: PostDto, url: string): string {
  const words = presentWords(post);
  if (!post.isTeaser) return words;
  return `${words}\n<p>${escapeHtml(presentWall(post.audience, url).title)}. <a href="${escapeHtml(url)}">It stands on the blog.</a></p>`;
}
