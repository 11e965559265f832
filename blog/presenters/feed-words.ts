import type { AuthorDto, TagDto } from '@rose-ash/shared/contracts/dtos/blog';
import { authorHref, tagHref } from './hrefs.js';

/** What a feed says of itself. */
export interface FeedWords {
  /** Of what it lists: `Bread`. */
  name: string;
  title: string;
  description: string;
  /** Path of the page that lists the same: `/`, `/tag/bread/`. */
  path: string;
}

/** Paths of the feeds of a list, Ghost's own for RSS. */
export function feedPaths(path: string) {
  return { rss: `${path}rss/`, atom: `${path}atom.xml`, json: `${path}feed.json` };
}

export function wholeFeed(siteTitle: string): FeedWords {
  return { name: siteTitle, title: siteTitle, description: `What is new on the blog of ${siteTitle}.`, path: '/' };
}

export function tagFeed({ slug, name }: TagDto, siteTitle: string): FeedWords {
  return { name, title: `${name} · ${siteTitle}`, description: `Posts about ${name}.`, path: tagHref(slug) };
}

export function authorFeed({ slug, name }: AuthorDto, siteTitle: string): FeedWords {
  return { name, title: `${name} · ${siteTitle}`, description: `Posts by ${name}.`, path: authorHref(slug) };
}
