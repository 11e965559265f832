import type { StructuredData } from './structured-data.js';

/** What a page tells machines of itself beside its title and description. Every address is absolute. */
export interface PageHead {
  /** Of Open Graph; `website` where absent. */
  kind?: 'website' | 'article' | 'profile';
  /** The picture of a link to this page; the house's own where absent. */
  image?: HeadImage | null;
  article?: ArticleHead;
  /** Feeds of what this page lists, the nearest first. */
  feeds?: readonly FeedLink[];
  /** What the page is about, in the words of schema.org. */
  data?: readonly StructuredData[];
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
