import type { HeadingLevel } from '@rose-ash/shared/contracts/fragments';
import type { Pagination } from '@rose-ash/shared/lib/pagination';
import type { SafeHtml } from '@rose-ash/shared/lib/safe-html';

/** A moment as machines read it (ISO 8601) and as people do: `25 November 2026`. */
export interface DateWords {
  iso: string;
  text: string;
}

export type Picture = FetchedPicture | HousePrint;

export interface FetchedPicture {
  src: string;
  /** Empty when the picture says nothing the words do not. */
  alt: string;
  print?: undefined;
}

/** One of our own pictures, by its plain name among the static files: `img/prints/street.svg`. */
export interface HousePrint {
  print: string;
  alt: string;
  src?: undefined;
}

/** A post as a list shows it. */
export interface PostCard {
  href: string;
  title: string;
  /** Plain text; empty when there is none. */
  excerpt: string;
  /** `Fern and Moth`; empty when nobody is named. */
  authors: string;
  date: DateWords;
  /** `7 minutes`. */
  minutes: string;
  picture: Picture | null;
}

/** The front page: made of fragments only, the blog's own among them. */
export interface HomeModel {
  /** `Thursday 26 November`. */
  today: string;
  parts: FrontParts;
}

export interface FrontParts {
  lead: SafeHtml;
  more: SafeHtml;
  shelf: SafeHtml;
  upcoming: SafeHtml;
  latest: SafeHtml;
}

/** A later page of the list. */
export interface PostsModel {
  posts: readonly PostCard[];
  pagination: Pagination | null;
}

export interface LeadModel {
  level: HeadingLevel;
  /** Null on an empty blog. */
  post: PostCard | null;
}

export interface LatestModel {
  level: HeadingLevel;
  posts: readonly PostCard[];
  /** Whether the newest stands above them on the same page. */
  hasLead: boolean;
  /** Whether there are earlier ones. */
  hasMore: boolean;
}

export interface PostModel {
  title: string;
  /** Plain text; empty when there is none. */
  standfirst: string;
  /** For search engines: the excerpt or the first words. */
  description: string;
  /** Null for a page, which has no date and no author. */
  meta: PostMeta | null;
  /** Names of public tags. */
  tags: readonly string[];
  /** Null when there is none or the post asked for none. */
  picture: PostPicture | null;
  /** Whether the title is shown; a page that brings its own heading still has it for screen readers. */
  isHeaded: boolean;
  /** Whether the first letter is set large: only where there is much to read. */
  isLong: boolean;
  /** Sanitised. */
  body: SafeHtml;
}

export interface PostMeta {
  authors: string;
  date: DateWords;
  minutes: string;
}

export type PostPicture = Picture & {
  /** Plain text; empty when there is none. */
  caption: string;
};
