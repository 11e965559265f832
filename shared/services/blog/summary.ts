import type { AuthorDto, PictureDto, PostAudience, PostSummaryDto, TagDto } from '../../contracts/dtos/blog.js';
import type { Post, PostVisibility } from '../../models/blog/post.js';

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
  pictureAlt: true,
  pictureCaption: true,
} as const;

export type PostSummary = Pick<Post, keyof typeof summaryColumns>;

const audiences: Readonly<Record<PostVisibility, PostAudience>> = {
  public: 'everyone',
  members: 'members',
  paid: 'payers',
  tiers: 'payers',
};

export function toSummary(post: PostSummary, tags: TagDto[], authors: AuthorDto[]): PostSummaryDto {
  const { id, kind, slug, title, excerpt, featured, readingMinutes } = post;
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

/** Of a tag or an author, whose pictures come without words. */
export function toBarePicture(src: string | null): PictureDto | null {
  return isShowable(src) ? { src, alt: '', caption: '' } : null;
}

function toPicture({ pictureSrc, pictureAlt, pictureCaption }: PostSummary): PictureDto | null {
  if (!isShowable(pictureSrc)) return null;
  return { src: pictureSrc, alt: pictureAlt ?? '', caption: pictureCaption ?? '' };
}
