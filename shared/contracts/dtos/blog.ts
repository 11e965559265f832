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

/** A post as lists show it: no body. */
export interface PostSummaryDto {
  id: string;
  kind: PostKind;
  slug: string;
  title: string;
  /** Plain text, at most a few sentences; empty when the post has none. */
  excerpt: string;
  featured: boolean;
  publishedAt: Date;
  readingMinutes: number;
  picture: PictureDto | null;
  authors: AuthorDto[];
  /** Public tags only, in the author's order. */
  tags: TagDto[];
}

export interface PictureDto {
  src: string;
  alt: string;
  /** Plain text. */
  caption: string;
}

/** A post as its own page shows it. */
export interface PostDto extends PostSummaryDto {
  /** The author's own summary, plain text; empty where the excerpt only repeats how the text begins. */
  standfirst: string;
  /** Made by our renderer, ready to be shown. */
  html: string;
  /** The headings in it. */
  outline: OutlineEntryDto[];
  updatedAt: Date;
  /** Whether the title and the picture head the page (Ghost's `show_title_and_feature_image`). */
  headed: boolean;
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
