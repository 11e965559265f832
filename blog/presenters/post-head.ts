import type { PostDto } from '@rose-ash/shared/contracts/dtos/blog';
import type { HeadImage, PageHead } from '@rose-ash/shared/infrastructure/views/page-head';
import { houseData, type StructuredData } from '@rose-ash/shared/infrastructure/views/structured-data';
import type { Crumb } from '../views/models.js';
import { crumbsTo, feedLinks, type HeadPlace } from './head.js';
import { authorHref, postHref } from './hrefs.js';

/** Of a post or page. `card` is the path of the picture made for it, for those without one. */
export function presentPostHead(post: PostDto, crumbs: readonly Crumb[], card: string, place: HeadPlace): PageHead {
  const url = place.urls.blog + postHref(post.slug);
  const canonical = elsewhere(post.canonical, url);
  const image = imageOf(post, place.urls.blog + card);
  const head = { canonical, ...wordsOf(post), image, feeds: feedLinks([], place) };
  const way = crumbsTo(crumbs, { name: post.title, url }, place);
  if (post.kind === 'page') return { ...head, data: [way] };
  const article = {
    ...{ publishedAt: post.publishedAt, changedAt: post.updatedAt, tags: post.tags.map(({ name }) => name) },
    authors: post.authors.map(({ slug }) => place.urls.blog + authorHref(slug)),
  };
  return { ...head, kind: 'article', article, data: [articleData(post, canonical ?? url, image, place), way] };
}

/** The address to keep, where it is another than the page's own: which may be said in full, over http, or without its slash. */
function elsewhere(canonical: string | null, url: string): string | undefined {
  if (canonical === null) return undefined;
  const [there, here] = [new URL(canonical, url), new URL(url)];
  const isHere = there.host === here.host && there.pathname.replace(/\/$/, '') === here.pathname.replace(/\/$/, '');
  return isHere ? undefined : there.href;
}

/** As a Ghost falls back: a link says what was written for people before what was written for search engines. */
function wordsOf({ told: { search, link, twitter } }: PostDto) {
  return {
    title: search.title ?? undefined,
    description: search.description ?? undefined,
    link: { title: link.title ?? search.title ?? undefined, description: link.description ?? undefined },
    twitter: {
      title: twitter.title ?? undefined,
      description: twitter.description ?? undefined,
      image: twitter.image ?? undefined,
    },
  };
}

/** Of the picture that was chosen for links nobody has written what it shows. */
function imageOf({ picture, title, told: { link } }: PostDto, card: string): HeadImage {
  if (link.image !== null) return { url: link.image, alt: '', size: null };
  if (picture !== null) return { url: new URL(picture.src, card).href, alt: picture.alt, size: null };
  return { url: card, alt: title, size: { width: 1200, height: 630 } };
}

/** What search engines need to know so as not to take a teaser for a trick. */
const behindTheWall = { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.for-members' };

function articleData(post: PostDto, url: string, image: HeadImage, place: HeadPlace): StructuredData {
  const description = post.told.search.description ?? post.excerpt;
  return {
    '@type': 'BlogPosting',
    headline: post.told.search.title ?? post.title,
    ...(description === '' ? {} : { description }),
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
    isAccessibleForFree: post.audience === 'everyone',
    ...(post.audience === 'everyone' ? {} : { hasPart: behindTheWall }),
  };
}
