import type { MenuItemDto } from '@rose-ash/shared/contracts/dtos/blog';
import type { HeadingLevel } from '@rose-ash/shared/contracts/fragments';
import type { PictureSet } from '@rose-ash/shared/contracts/media';
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
  /** Sizes and formats to choose from; absent for one that lies elsewhere. */
  set?: PictureSet | undefined;
  print?: undefined;
}

/** One of our own pictures, by its plain name among the static files: `img/prints/street.svg`. */
export interface HousePrint {
  print: string;
  alt: string;
  src?: undefined;
  set?: undefined;
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
  /** `For members`; empty where it is for everyone. */
  audience: string;
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

/** A list of posts under one heading: earlier ones, a tag's, an author's. */
export interface PostsModel {
  title: string;
  /** `42 posts`, or `42 posts, page 2 of 4`. */
  count: string;
  /** Plain text; empty when there is nothing to say. */
  about: string;
  crumbs: readonly Crumb[];
  picture: FetchedPicture | null;
  /** Where an author is found elsewhere; null when it is not told. */
  website: LinkWords | null;
  posts: readonly PostCard[];
  pagination: Pagination | null;
}

export interface ArchiveModel {
  count: string;
  months: readonly ArchiveMonth[];
  /** Tags with the most posts. */
  tags: readonly TagLink[];
  pagination: Pagination | null;
}

export interface ArchiveMonth {
  /** `November 2026`. */
  name: string;
  posts: readonly { href: string; title: string; day: DateWords }[];
}

export interface LinkWords {
  word: string;
  href: string;
}

export interface TagLink extends LinkWords {
  /** How many posts it has; absent where that does not matter. */
  posts?: number;
}

export interface Crumb {
  word: string;
  href: string;
}

export interface MenuModel {
  items: readonly MenuItemDto[];
}

export interface SearchModel {
  /** Empty before anything was asked. */
  question: string;
  /** What was looked for instead; null where that was not needed. */
  mended: string | null;
  /** `12 things found, page 1 of 2`. */
  count: string;
  hits: readonly SearchHit[];
  /** Subjects to go on with; empty where something was found. */
  tags: readonly TagLink[];
  pagination: Pagination | null;
}

export interface SearchHit {
  href: string;
  title: readonly MarkedText[];
  snippet: readonly MarkedText[];
  /** Null for a page. */
  byline: Pick<PostCard, 'authors' | 'date' | 'minutes' | 'audience'> | null;
}

export interface MarkedText {
  text: string;
  isHit: boolean;
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
  crumbs: readonly Crumb[];
  /** Public tags. */
  tags: readonly TagLink[];
  /** The next ones in time; null for a page. */
  neighbours: { newer: LinkWords | null; older: LinkWords | null } | null;
  /** Null when there is none or the post asked for none. */
  picture: PostPicture | null;
  /** Whether the title is shown; a page that brings its own heading still has it for screen readers. */
  isHeaded: boolean;
  /** Whether the first letter is set large: only where there is much to read. */
  isLong: boolean;
  /** The headings of a long text; empty for others. */
  contents: readonly ContentsEntry[];
  /** Sanitised. */
  body: SafeHtml;
  /** What stands where the text ends for this reader; null where it is all there. */
  wall: WallModel | null;
}

export interface WallModel {
  /** Null where signing in does not help. */
  signInHref: string | null;
  title: string;
  text: string;
}

export interface ContentsEntry extends LinkWords {
  parts: LinkWords[];
}

export interface PostMeta {
  authors: readonly LinkWords[];
  date: DateWords;
  minutes: string;
}

export type PostPicture = Picture & {
  /** Plain text; empty when there is none. */
  caption: string;
};
