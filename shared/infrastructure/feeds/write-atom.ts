import { document, element, type Xml } from '../xml/write-xml.js';
import { feedTypes, type Feed, type FeedItem } from './feed.js';

/** Atom, RFC 4287. */
export function writeAtom(feed: Feed): string {
  const { title, description, lang, homeUrl, addresses, iconUrl, publisher, updatedAt, items } = feed;
  return document(
    element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': lang }, [
      element('id', {}, addresses.atom),
      element('title', {}, title),
      element('subtitle', {}, description),
      element('updated', {}, updatedAt.toISOString()),
      element('link', { rel: 'self', type: feedTypes.atom, href: addresses.atom }),
      element('link', { rel: 'alternate', type: 'text/html', href: homeUrl }),
      element('icon', {}, iconUrl),
      element('author', {}, [element('name', {}, publisher)]),
      ...items.map(writeEntry),
    ]),
  );
}

function writeEntry(item: FeedItem): Xml {
  const { id, url, title, summary, html, publishedAt, updatedAt, authors, tags, image } = item;
  return element('entry', {}, [
    element('id', {}, id),
    element('title', {}, title),
    element('link', { rel: 'alternate', type: 'text/html', href: url }),
    element('published', {}, publishedAt.toISOString()),
    element('updated', {}, updatedAt.toISOString()),
    ...authors.map((author) =>
      element('author', {}, [element('name', {}, author.name), element('uri', {}, author.url)]),
    ),
    ...tags.map(({ slug, name }) => element('category', { term: slug, label: name })),
    ...(summary === '' ? [] : [element('summary', {}, summary)]),
    element('content', { type: 'html' }, html),
    ...(image === null ? [] : [element('link', { rel: 'enclosure', href: image.url, ...titled(image.alt) })]),
  ]);
}

function titled(alt: string): Record<string, string> {
  return alt === '' ? {} : { title: alt };
}
