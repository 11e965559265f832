import type { AuthorDto, PostDto, TagDto } from '../../contracts/dtos/blog.js';
import type { Post } from '../../models/blog/post.js';
import { isCanonical } from './canonical.js';
import { summaryColumns, toSummary } from './summary.js';
import { toldColumns, toTold } from './told.js';

/** What is read of a post that is shown whole. */
export const fullColumns = {
  ...summaryColumns,
  standfirst: true,
  html: true,
  outline: true,
  updatedAt: true,
  headed: true,
  canonicalUrl: true,
  ...toldColumns,
} as const;

export function toPostDto(post: Pick<Post, keyof typeof fullColumns>, tags: TagDto[], authors: AuthorDto[]): PostDto {
  const { html, updatedAt, headed, canonicalUrl } = post;
  return {
    ...toSummary(post, tags, authors),
    standfirst: post.standfirst ?? '',
    html,
    outline: post.outline ?? [],
    updatedAt,
    headed,
    canonical: canonicalUrl !== null && isCanonical(canonicalUrl) ? canonicalUrl : null,
    told: toTold(post),
  };
}
