import type { Page, PageQuery } from '../pages.js';
import type { MadePicture, PictureSet, StoredFile } from '../media.js';
import type { OutlineEntryDto } from './document.js';

export type PostKind = 'post' | 'page';

export interface AuthorDto {
  slug: string;
  name: string;
}

export interface TagDto {
  slug: string;
  name: string;
}

/** What a tag's own page says of it. */
export interface TagPageDto extends TagDto {
  /** Plain text; empty when there is none. */
  description: string;
  picture: PictureDto | null;
}

/** A tag with how many posts it has. */
export interface TagCountDto extends TagDto {
  posts: number;
}

/** What an author's own page says of them. */
export interface AuthorPageDto extends AuthorDto {
  /** Plain text; empty when there is none. */
  bio: string;
  /** An http(s) address, or null. */
  website: string | null;
  /** Empty when it is not told. */
  location: string;
  picture: PictureDto | null;
}

/** Which posts a list shows: all of them, or those under a public tag or by an author, by slug. */
export interface PostsQuery extends PageQuery {
  tag?: string;
  author?: string;
  /** Leaves out the post that leads the front page. */
  withoutLead?: boolean;
}

export type PostAudience = 'everyone' | 'members' | 'payers';

/** A post as lists show it: no body. */
export interface PostSummaryDto {
  id: string;
  kind: PostKind;
  slug: string;
  title: string;
  /** Plain text, at most a few sentences; empty when the post has none. */
  excerpt: string;
  /** Whom all of it is for; of others only how it begins. */
  audience: PostAudience;
  featured: boolean;
  publishedAt: Date;
  readingMinutes: number;
  picture: PictureDto | null;
  authors: AuthorDto[];
  /** Public tags only, in the author's order. */
  tags: TagDto[];
}

export interface PictureDto {
  /** Ours where it was copied (a path, alike on all six sites), else an https address. */
  src: string;
  alt: string;
  /** Plain text. */
  caption: string;
  /** How our copy is shown; absent where there is none yet. */
  set?: PictureSet;
}

/** A picture that is still to be copied. */
export interface WantedPictureDto {
  id: string;
  /** Where it lies: an http(s) address. */
  source: string;
}

/** How far the copying of pictures is. */
export interface PictureCopiesDto {
  counts: { wanted: number; copied: number; refused: number };
  /** Those that did not come, at most 200: what was given up, then what is tried again. */
  troubled: { source: string; isGivenUp: boolean; trouble: string }[];
}

/** What came of an attempt to copy one. `trouble` is for the operator; `later` is tried again for some days. */
export type PictureOutcome =
  { kind: 'copied'; file: StoredFile; made: MadePicture } | { kind: 'refused' | 'later'; trouble: string };

/** A post with its text. */
export interface PostDto extends PostSummaryDto {
  /** The author's own summary, plain text; empty where the excerpt only repeats how the text begins. */
  standfirst: string;
  /** Whether the viewer may not read on: `html` and `outline` then end at the paywall. */
  isTeaser: boolean;
  /** Made by our renderer, ready to be shown. */
  html: string;
  /** The headings in it. */
  outline: OutlineEntryDto[];
  updatedAt: Date;
  /** Whether the title and the picture head the page (Ghost's `show_title_and_feature_image`). */
  headed: boolean;
  /** The address to keep in place of ours: http(s) elsewhere, or a path of the blog; null where ours is the one. */
  canonical: string | null;
  /** What the author wrote for those who see no page but a mention of it. */
  told: PostToldDto;
}

/** A post or page with what its own page shows beside it. */
export interface PostPageDto extends PostDto {
  /** The listed posts next to it in time; null for a page, which is in no list. */
  neighbours: NeighboursDto | null;
}

export interface PostToldDto {
  /** In the results of a search engine; the title is the whole one, without the name of the house added. */
  search: ToldDto;
  /** Wherever the link is passed on. */
  link: ToldDto;
  /** Where that is Twitter. */
  twitter: ToldDto;
}

/** Plain text; null where nothing was written. */
export interface ToldDto {
  title: string | null;
  description: string | null;
  /** An https address. */
  image: string | null;
}

/** An entry of the menu over all six sites. */
export interface MenuItemDto {
  label: string;
  /** `market:/products/loaf` on one of the six sites, else a whole address (https, http, mailto). */
  href: string;
  children: MenuItemDto[];
}

/** A question and which of its answers are wanted. */
export interface SearchQuery extends PageQuery {
  /** As somebody typed it: words, `"a phrase"`, `or`, `-not`. What goes beyond 200 characters is left out. */
  text: string;
}

export interface SearchDto extends Page<SearchHitDto> {
  /** The question as it was understood. */
  question: string;
  /** The question that was answered instead, where the one that was asked finds nothing; else null. */
  mended: string | null;
}

/** A post or page that says what was looked for. */
export interface SearchHitDto extends PostSummaryDto {
  markedTitle: MarkedTextDto[];
  /** Some words around what was found. */
  snippet: MarkedTextDto[];
}

/** A part of a text, and whether it is what was looked for. */
export interface MarkedTextDto {
  text: string;
  isHit: boolean;
}

/** The posts before and after one in time. */
export interface NeighboursDto {
  newer: PostLinkDto | null;
  older: PostLinkDto | null;
}

export interface PostLinkDto {
  slug: string;
  title: string;
}

/** What an import did, counted by what became of each thing. */
export interface GhostImportReportDto {
  site: string;
  posts: ImportCountsDto;
  pages: ImportCountsDto;
  tags: ImportCountsDto;
  authors: ImportCountsDto;
  /** One sentence for each thing that could not be taken as it was. */
  notes: string[];
}

export interface ImportCountsDto {
  added: number;
  changed: number;
  same: number;
}
