import { document, element, type Xml } from '../xml/write-xml.js';
import { feedTypes, type Feed, type FeedItem } from './feed.js';

const spaces = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
};

/** RSS 2.0, as the RSS Advisory Board's best practices have it. */
export function writeRss(feed: Feed): string {
  const { title, homeUrl, description, lang, iconUrl, addresses, updatedAt, items } = feed;
  return document(
    element('rss', { version: '2.0', ...spaces }, [
      element('channel', {}, [
        element('title', {}, title),
        element('link', {}, homeUrl),
        element('description', {}, description),
        element('language', {}, lang),
        element('lastBuildDate', {}, rssDate(updatedAt)),
        element('atom:link', { rel: 'self', type: feedTypes.rss, href: addresses.rss }),
        element('image', {}, [element('url', {}, iconUrl), element('title', {}, title), element('link', {}, homeUrl)]),
        ...items.map(writeItem),
      ]),
    ]),
  );
}

function writeItem({ id, url, title, summary, html, publishedAt, authors, tags, image }: FeedItem): Xml {
  return element('item', {}, [
    element('title', {}, title),
    element('link', {}, url),
    element('guid', { isPermaLink: 'false' }, id),
    element('pubDate', {}, rssDate(publishedAt)),
    ...authors.map(({ name }) => element('dc:creator', {}, name)),
    ...tags.map(({ name }) => element('category', {}, name)),
    ...(summary === '' ? [] : [element('description', {}, summary)]),
    element('content:encoded', {}, html),
    ...(image === null ? [] : [writeImage(image)]),
  ]);
}

/** Not `enclosure`, which must tell how many bytes lie on somebody else's machine. */
function writeImage({ url, alt }: { url: string; alt: string }): Xml {
  const words = alt === '' ? [] : [element('media:description', { type: 'plain' }, alt)];
  return element('media:content', { url, medium: 'image' }, words);
}

/** RFC 822 with four digits of the year. */
function rssDate(moment: Date): string {
  return moment.toUTCString();
}
