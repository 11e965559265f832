import type { PostKind } from '../../../contracts/dtos/blog.js';
import type { DocumentDto } from '../../../contracts/dtos/document.js';
import { readingMinutes, shorten } from '../../../lib/words.js';
import type { Author } from '../../../models/blog/author.js';
import type { FromGhost } from '../../../models/blog/from-ghost.js';
import type { Post } from '../../../models/blog/post.js';
import type { Tag } from '../../../models/blog/tag.js';
import type { RenderedDocument } from '../document/render/render-document.js';
import type { GhostAuthor, GhostPost, GhostTag } from './answer.js';
import { publishedAtOf } from './published-at.js';

/** What Ghost says of a row. Id, slug and the key come with the taking, our copy of its picture later. */
type Said<E extends FromGhost> = Omit<E, keyof FromGhost | 'id' | 'slug' | 'tags' | 'authors' | 'picture'>;

const excerptLength = 300;

const dates = (thing: { created_at: Date | null; updated_at: Date | null }, now: Date) => ({
  createdAt: thing.created_at ?? now,
  updatedAt: thing.updated_at ?? thing.created_at ?? now,
});

export function tagRow(tag: GhostTag, now: Date): Said<Tag> {
  return {
    ...dates(tag, now),
    name: tag.name,
    visibility: tag.visibility,
    description: tag.description,
    pictureSrc: tag.feature_image,
    metaTitle: tag.meta_title,
    metaDescription: tag.meta_description,
    accentColor: tag.accent_color,
  };
}

export function authorRow(author: GhostAuthor, now: Date): Said<Author> {
  return {
    ...dates(author, now),
    name: author.name,
    bio: author.bio,
    website: author.website,
    location: author.location,
    pictureSrc: author.profile_image,
  };
}

/** A text and what goes with it, made fit to be shown. */
export interface MadeText extends Omit<RenderedDocument, 'left'> {
  document: DocumentDto;
  caption: string;
  /** The address to keep in place of ours. */
  canonical: string | null;
}

export function postRow(kind: PostKind, post: GhostPost, made: MadeText, now: Date): Said<Post> {
  const moments = dates(post, now);
  // Lists show an excerpt to anyone.
  const openText = post.visibility === 'public' ? made.text : made.teaserText;
  return {
    ...moments,
    kind,
    title: post.title,
    status: post.status,
    visibility: post.visibility,
    featured: post.featured,
    headed: post.show_title_and_feature_image,
    publishedAt: publishedAtOf(post, moments.updatedAt, now),
    standfirst: post.custom_excerpt,
    excerpt: shorten(post.custom_excerpt ?? openText, excerptLength),
    ...bodyOf(made),
    sourceHtml: post.html ?? null,
    lexical: post.lexical,
    mobiledoc: post.mobiledoc,
    readingMinutes: readingMinutes(made.text),
    pictureSrc: post.feature_image,
    pictureAlt: post.feature_image_alt,
    pictureCaption: made.caption || null,
    canonicalUrl: made.canonical,
    ...searchWords(post),
    codeinjectionHead: post.codeinjection_head,
    codeinjectionFoot: post.codeinjection_foot,
  };
}

const bodyOf = ({ document, html, teaserHtml, text, teaserText, outline, refs }: MadeText) => ({
  ...{ document, html, teaserHtml, text, teaserText, outline, refs },
});

const searchWords = (post: GhostPost) => ({
  metaTitle: post.meta_title,
  metaDescription: post.meta_description,
  ogTitle: post.og_title,
  ogDescription: post.og_description,
  ogImage: post.og_image,
  twitterTitle: post.twitter_title,
  twitterDescription: post.twitter_description,
  twitterImage: post.twitter_image,
});
