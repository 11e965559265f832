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
  const post = await manager.findOne(Post, {
    select: { ...summaryColumns, html: true, updatedAt: true, headed: true },
    where: { ...readableBy(viewer, clock()), slug },
  });
  if (post === null) return null;
  const tags = await readTags(manager, [post.id]);
  const authors = await readAuthors(manager, [post.id]);
  const { html, updatedAt, headed } = post;
  return { ...toSummary(post, tags.get(post.id) ?? [], authors.get(post.id) ?? []), html, updatedAt, headed };
}
