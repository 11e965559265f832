import type { StructuredData } from './structured-data.js';

/** What a page tells machines of itself beside its title and description. Every address is absolute. */
export interface PageHead {
  /** Of Open Graph; `website` where absent. */
  kind?: 'website' | 'article' | 'profile';
  /** The address to keep, absolute, where it is not the page's own. */
  canonical?: string | undefined;
  /** The whole title, where it is not the page's with the name of the house. */
  title?: string | undefined;
  description?: string | undefined;
  /** What a link to this page says where it is not what the page itself says. */
  link?: LinkWords;
  /** The same on Twitter, where it is told otherwise than everywhere. */
  twitter?: LinkWords & { image?: string | undefined };
  /** The picture of a link to this page; the house's own where absent. */
  image?: HeadImage | null;
  article?: ArticleHead;
  /** Feeds of what this page lists, the nearest first. */
  feeds?: readonly FeedLink[];
  /** What the page is about, in the words of schema.org. */
  data?: readonly StructuredData[];
}

export interface LinkWords {
  title?: string | undefined;
  description?: string | undefined;
}

export interface HeadImage {
  url: string;
  alt: string;
  /** In pixels; null where nobody has measured it. */
  size: { width: number; height: number } | null;
}

export interface ArticleHead {
  publishedAt: Date;
  changedAt: Date;
  /** Addresses of their pages. */
  authors: readonly string[];
  tags: readonly string[];
}

export interface FeedLink {
  /** Media type. */
  type: string;
  title: string;
  url: string;
}
