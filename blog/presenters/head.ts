import type { PostDto } from '@rose-ash/shared/contracts/dtos/blog';
import { feedFormats, feedTypes } from '@rose-ash/shared/infrastructure/feeds/feed';
import type { FeedLink, HeadImage, PageHead } from '@rose-ash/shared/infrastructure/views/page-head';
import {
  crumbsData,
  houseData,
  siteData,
  type HouseNames,
  type StructuredData,
} from '@rose-ash/shared/infrastructure/views/structured-data';
import type { Crumb } from '../views/models.js';
import { feedPaths, wholeFeed, type FeedWords } from './feed-words.js';
import { authorHref, postHref } from './hrefs.js';

/** Where a page stands and what the house is called. */
export interface HeadPlace extends HouseNames {
  /** BCP 47 tag. */
  lang: string;
}

/** Of a post or page. `card` is the path of the picture made for it, for those without one. */
export function presentPostHead(post: PostDto, crumbs: readonly Crumb[], card: string, place: HeadPlace): PageHead {
  const url = place.urls.blog + postHref(post.slug);
  const image = imageOf(post, place.urls.blog + card, place.urls.blog);
  const head = { image, feeds: feedLinks([], place) };
  const way = crumbsTo(crumbs, { name: post.title, url }, place);
  if (post.kind === 'page') return { ...head, data: [way] };
  const article = {
    ...{ publishedAt: post.publishedAt, changedAt: post.updatedAt, tags: post.tags.map(({ name }) => name) },
    authors: post.authors.map(({ slug }) => place.urls.blog + authorHref(slug)),
  };
  return { ...head, kind: 'article', article, data: [articleData(post, url, image, place), way] };
}

/** Of a list that has feeds of its own. */
export function presentListHead(words: FeedWords, crumbs: readonly Crumb[], place: HeadPlace): PageHead {
  const here = { name: words.name, url: place.urls.blog + words.path };
  return { feeds: feedLinks([words], place), data: [crumbsTo(crumbs, here, place)] };
}

/** Of the front page, and of lists of everything. */
export function presentFrontHead(place: HeadPlace): PageHead {
  return { feeds: feedLinks([], place), data: [houseData(place), siteData(place, place.lang)] };
}

/** The feeds of these lists, and then of everything. */
function feedLinks(lists: readonly FeedWords[], { siteTitle, urls }: HeadPlace): FeedLink[] {
  const names = { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' };
  return [...lists, wholeFeed(siteTitle)].flatMap(({ title, path }) => {
    const paths = feedPaths(urls.blog + path);
    return feedFormats.map((format) => ({
      ...{ type: feedTypes[format], title: `${title} (${names[format]})`, url: paths[format] },
    }));
  });
}

function imageOf({ picture, title }: PostDto, card: string, origin: string): HeadImage {
  if (picture === null) return { url: card, alt: title, size: { width: 1200, height: 630 } };
  return { url: new URL(picture.src, origin).href, alt: picture.alt, size: null };
}

function articleData(post: PostDto, url: string, image: HeadImage, place: HeadPlace): StructuredData {
  return {
    '@type': 'BlogPosting',
    headline: post.title,
    ...(post.excerpt === '' ? {} : { description: post.excerpt }),
    image: [image.url],
    datePublished: post.publishedAt.toISOString(),
    dateModified: post.updatedAt.toISOString(),
    author: post.authors.map(({ name, slug }) => ({
      ...{ '@type': 'Person', name, url: place.urls.blog + authorHref(slug) },
    })),
    publisher: houseData(place),
    mainEntityOfPage: url,
    inLanguage: place.lang,
    keywords: post.tags.map(({ name }) => name),
    isAccessibleForFree: true,
  };
}

function crumbsTo(crumbs: readonly Crumb[], here: { name: string; url: string }, { urls }: HeadPlace): StructuredData {
  return crumbsData([...crumbs.map(({ word, href }) => ({ name: word, url: urls.blog + href })), here]);
}
