import { Check, Entity, Index, OneToMany, Unique } from 'typeorm';
import type { PostKind } from '../../contracts/dtos/blog.js';
import type { ShownMedia } from '../../contracts/media.js';
import type { DocumentDto, DocumentRefsDto, OutlineEntryDto } from '../../contracts/dtos/document.js';
import { Flag, Id, MadeText, OptionalJson, OptionalText, OptionalTime, Text, Time, Whole } from '../columns.js';
import { FromGhost } from './from-ghost.js';
import type { PostAuthor } from './post-author.js';
import type { PostTag } from './post-tag.js';

export type PostStatus = 'draft' | 'scheduled' | 'published' | 'sent';

export type PostVisibility = 'public' | 'members' | 'paid' | 'tiers';

/** A post or a page. They share their addresses, `/<slug>/`. */
@Entity('posts')
@Unique(['slug'])
@Unique(['ghostSite', 'ghostId'])
@Check('posts_kind_check', `"kind" in ('post', 'page')`)
@Check('posts_status_check', `"status" in ('draft', 'scheduled', 'published', 'sent')`)
@Check('posts_visibility_check', `"visibility" in ('public', 'members', 'paid', 'tiers')`)
@Check('posts_slug_check', `"slug" <> '' and "slug" not like '%/%'`)
@Check('posts_published_check', `"status" <> 'published' or "published_at" is not null`)
@Check('posts_ghost_check', `("ghost_site" is null) = ("ghost_id" is null)`)
@Index('posts_shown_idx', ['publishedAt', 'id'], { where: `"kind" = 'post' and "status" = 'published'` })
export class Post extends FromGhost {
  @Id()
  id: string;

  @Text()
  kind: PostKind;

  @Text()
  slug: string;

  @Text()
  title: string;

  @Text()
  status: PostStatus;

  @Text()
  visibility: PostVisibility;

  @Flag(false)
  featured: boolean;

  /** Whether title and picture head the page. */
  @Flag(true)
  headed: boolean;

  @OptionalTime()
  publishedAt: Date | null;

  @Time()
  createdAt: Date;

  @Time()
  updatedAt: Date;

  /** The author's own summary, plain text. */
  @OptionalText()
  standfirst: string | null;

  /** For lists, plain text: the standfirst, else how the text begins. */
  @Text()
  excerpt: string;

  /** What everything below is made of; null for a text that was written before there were documents. */
  @OptionalJson()
  document: DocumentDto | null;

  /** Made by our renderer; the only body that is ever shown, and only to those whom the post is for. */
  @Text()
  html: string;

  /** What stands before the paywall, which anyone may read; empty where there is none. */
  @MadeText()
  teaserHtml: string;

  /** The words of each, for searching. */
  @MadeText()
  text: string;

  @MadeText()
  teaserText: string;

  @OptionalJson()
  outline: OutlineEntryDto[] | null;

  /** What it points at, as it was written. */
  @OptionalJson()
  refs: DocumentRefsDto | null;

  /** As it came. Kept for a later cleaning, never shown. */
  @OptionalText()
  sourceHtml: string | null;

  /** Ghost's document, as it came. */
  @OptionalText()
  lexical: string | null;

  /** Its document before 2023, as it came. */
  @OptionalText()
  mobiledoc: string | null;

  @Whole()
  readingMinutes: number;

  @OptionalText()
  pictureSrc: string | null;

  /** Our copy of it; null until there is one. */
  @OptionalJson()
  picture: ShownMedia | null;

  @OptionalText()
  pictureAlt: string | null;

  @OptionalText()
  pictureCaption: string | null;

  /** The address to keep in place of ours: http(s), or a path of the blog. */
  @OptionalText()
  canonicalUrl: string | null;

  @OptionalText()
  metaTitle: string | null;

  @OptionalText()
  metaDescription: string | null;

  @OptionalText()
  ogTitle: string | null;

  @OptionalText()
  ogDescription: string | null;

  @OptionalText()
  ogImage: string | null;

  @OptionalText()
  twitterTitle: string | null;

  @OptionalText()
  twitterDescription: string | null;

  @OptionalText()
  twitterImage: string | null;

  /** Data for the day the post goes back to a Ghost; no page of ours runs it. */
  @OptionalText()
  codeinjectionHead: string | null;

  @OptionalText()
  codeinjectionFoot: string | null;

  @OneToMany('PostTag', 'post')
  tags: PostTag[];

  @OneToMany('PostAuthor', 'post')
  authors: PostAuthor[];
}
