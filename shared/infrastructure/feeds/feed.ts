/** The three ways in which a feed is written. */
export const feedFormats = ['rss', 'atom', 'json'] as const;

export type FeedFormat = (typeof feedFormats)[number];

/** What is new somewhere, whatever it is written as. Every address is absolute. */
export interface Feed {
  title: string;
  description: string;
  /** BCP 47 tag. */
  lang: string;
  /** The page that lists the same. */
  homeUrl: string;
  /** Where the feed itself is, in each format. */
  addresses: Readonly<Record<FeedFormat, string>>;
  /** A square picture of the house. */
  iconUrl: string;
  /** Whom the feed is by, where an item does not say. */
  publisher: string;
  /** When anything in it changed last. */
  updatedAt: Date;
  /** Newest first. */
  items: readonly FeedItem[];
}

export interface FeedItem {
  /** For ever, whatever becomes of the address: `urn:uuid:...`. */
  id: string;
  url: string;
  title: string;
  /** Plain text; empty where there is none. */
  summary: string;
  /** The whole text, sanitised, its addresses absolute. */
  html: string;
  publishedAt: Date;
  updatedAt: Date;
  authors: readonly { name: string; url: string }[];
  tags: readonly { name: string; slug: string }[];
  image: { url: string; alt: string } | null;
}

export const feedTypes: Readonly<Record<FeedFormat, string>> = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
};
