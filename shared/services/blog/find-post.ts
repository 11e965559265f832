import type { PostDto } from '../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { Post } from '../../models/blog/post.js';
import { readAuthors, readTags } from './companions.js';
import type { BlogDeps } from './deps.js';
import { readableBy } from './policy.js';
import { summaryColumns, toSummary } from './summary.js';

export async function findPost(
  { manager, clock }: BlogDeps,
  viewer: MaybeViewer,
  slug: string,
): Promise<PostDto | null> {
  // PostgreSQL refuses to compare with U+0000, and no slug holds it.
  if (slug.includes('\0')) return null;
  const post = await manager.findOne(Post, {
    select: { ...summaryColumns, standfirst: true, html: true, outline: true, updatedAt: true, headed: true },
    where: { ...readableBy(viewer, clock()), slug },
  });
  if (post === null) return null;
  const tags = await readTags(manager, [post.id]);
  const authors = await readAuthors(manager, [post.id]);
  const { html, updatedAt, headed } = post;
  const standfirst = post.standfirst ?? '';
  return {
    ...toSummary(post, tags.get(post.id) ?? [], authors.get(post.id) ?? []),
    standfirst,
    html,
    outline: post.outline ?? [],
    updatedAt,
    headed,
  };
}
