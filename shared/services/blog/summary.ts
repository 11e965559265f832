import type { PictureDto, PostAudience, PostSummaryDto } from '../../contracts/dtos/blog.js';
import { pictureSet } from '../../lib/shown-media.js';
import type { Post, PostVisibility } from '../../models/blog/post.js';
import type { Companions } from './companions.js';

/** What a list needs: never the body, which would be most of the bytes. */
export const summaryColumns = {
  id: true,
  kind: true,
  slug: true,
  title: true,
  excerpt: true,
  visibility: true,
  featured: true,
  publishedAt: true,
  createdAt: true,
  readingMinutes: true,
  pictureSrc: true,
  picture: true,
  pictureAlt: true,
  pictureCaption: true,
} as const;

export type PostSummary = Pick<Post, keyof typeof summaryColumns> & Companions;

const audiences: Readonly<Record<PostVisibility, PostAudience>> = {
  public: 'everyone',
  members: 'members',
  paid: 'payers',
  tiers: 'payers',
};

export function toSummary(post: PostSummary): PostSummaryDto {
  const { id, kind, slug, title, excerpt, featured, readingMinutes, tags, authors } = post;
  const publishedAt = post.publishedAt ?? post.createdAt;
  return {
    id,
    kind,
    slug,
    title,
    excerpt,
    audience: audiences[post.visibility],
    featured,
    publishedAt,
    readingMinutes,
    picture: toPicture(post),
    tags,
    authors,
  };
}

/** Pages are served over https, so a picture that is not would be blocked or betray the reader. */
export function isShowable(pictureSrc: string | null): pictureSrc is string {
  return pictureSrc !== null && URL.canParse(pictureSrc) && new URL(pictureSrc).protocol === 'https:';
}

/** Where a picture lies, and our copy of it. */
type Pictured = Pick<Post, 'pictureSrc' | 'picture'>;

/** Of a tag or an author, whose pictures come without words. */
export function toBarePicture(pictured: Pictured): PictureDto | null {
  return toShown(pictured, { alt: '', caption: '' });
}

function toPicture(post: PostSummary): PictureDto | null {
  return toShown(post, { alt: post.pictureAlt ?? '', caption: post.pictureCaption ?? '' });
}

function toShown({ pictureSrc, picture }: Pictured, words: Pick<PictureDto, 'alt' | 'caption'>): PictureDto | null {
  if (picture !== null) {
    const set = pictureSet(picture);
    return { src: set.src, ...words, set };
  }
  return isShowable(pictureSrc) ? { src: pictureSrc, ...words } : null;
}
