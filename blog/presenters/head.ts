import { feedFormats, feedTypes } from '@rose-ash/shared/infrastructure/feeds/feed';
import type { FeedLink, PageHead } from '@rose-ash/shared/infrastructure/views/page-head';
import {
  crumbsData,
  houseData,
  siteData,
  type HouseNames,
  type StructuredData,
} from '@rose-ash/shared/infrastructure/views/structured-data';
import { onceFor } from '@rose-ash/shared/lib/once-for';
import type { Crumb } from '../views/models.js';
import { feedPaths, wholeFeed, type FeedWords } from './feed-words.js';

/** Where a page stands and what the house is called. */
export interface HeadPlace extends HouseNames {
  /** BCP 47 tag. */
  lang: string;
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
export function feedLinks(lists: readonly FeedWords[], place: HeadPlace): FeedLink[] {
  return [...lists.flatMap((words) => linksOf(words, place)), ...wholeLinks(place)];
}

/** The same on every page. */
const wholeLinks = onceFor((place: HeadPlace) => linksOf(wholeFeed(place.siteTitle), place));

const names = { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' };

function linksOf({ title, path }: FeedWords, { urls }: HeadPlace): FeedLink[] {
  const paths = feedPaths(urls.blog + path);
  return feedFormats.map((format) => ({
    ...{ type: feedTypes[format], title: `${title} (${names[format]})`, url: paths[format] },
  }));
}

export function crumbsTo(
  crumbs: readonly Crumb[],
  here: { name: string; url: string },
  { urls }: HeadPlace,
): StructuredData {
  return crumbsData([...crumbs.map(({ word, href }) => ({ name: word, url: urls.blog + href })), here]);
}
