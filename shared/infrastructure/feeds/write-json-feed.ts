import type { Feed, FeedItem } from './feed.js';

/** JSON Feed 1.1. */
export function writeJsonFeed(feed: Feed): string {
  const { title, description, lang, homeUrl, addresses, iconUrl, publisher, items } = feed;
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: homeUrl,
    feed_url: addresses.json,
    description,
    icon: iconUrl,
    language: lang,
    authors: [{ name: publisher }],
    items: items.map((item) => describeItem(item)),
  });
}

function describeItem(item: FeedItem): object {
  const { id, url, title, summary, html, publishedAt, updatedAt, authors, tags, image } = item;
  return {
    ...{ id, url, title, content_html: html },
    ...(summary === '' ? {} : { summary }),
    ...(image === null ? {} : { image: image.url }),
    date_published: publishedAt.toISOString(),
    date_modified: updatedAt.toISOString(),
    ...(authors.length === 0 ? {} : { authors }),
    ...(tags.length === 0 ? {} : { tags: tags.map(({ name }) => name) }),
  };
}
