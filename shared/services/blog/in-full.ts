import type { PostDto } from '../../contracts/dtos/blog.js';
import type { Post, PostVisibility } from '../../models/blog/post.js';
import { isCanonical } from './canonical.js';
import type { Companions } from './companions.js';
import { summaryColumns, toSummary } from './summary.js';
import { toldColumns, toTold } from './told.js';

/** What is read of a post that is shown whole. */
export const fullColumns = {
  ...summaryColumns,
  standfirst: true,
  html: true,
  teaserHtml: true,
  outline: true,
  updatedAt: true,
  headed: true,
  canonicalUrl: true,
  ...toldColumns,
} as const;

export type PostInFull = Pick<Post, keyof typeof fullColumns> & Companions;

/** What is behind the paywall goes no further than this, unless the post is among what is `open` to the viewer. */
export function toPostDto(post: PostInFull, open: readonly PostVisibility[]): PostDto {
  const { updatedAt, headed, canonicalUrl } = post;
  const isTeaser = !open.includes(post.visibility);
  const outline = post.outline ?? [];
  return {
    ...toSummary(post),
    standfirst: post.standfirst ?? '',
    isTeaser,
    html: isTeaser ? post.teaserHtml : post.html,
    outline: isTeaser ? outline.filter(({ isOpen }) => isOpen) : outline,
    updatedAt,
    headed,
    canonical: canonicalUrl !== null && isCanonical(canonicalUrl) ? canonicalUrl : null,
    told: toTold(post),
  };
}
