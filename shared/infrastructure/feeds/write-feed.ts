import type { Feed, FeedFormat } from './feed.js';
import { writeAtom } from './write-atom.js';
import { writeJsonFeed } from './write-json-feed.js';
import { writeRss } from './write-rss.js';

const writers: Readonly<Record<FeedFormat, (feed: Feed) => string>> = {
  rss: writeRss,
  atom: writeAtom,
  json: writeJsonFeed,
};

export function writeFeed(feed: Feed, format: FeedFormat): string {
  return writers[format](feed);
}
