import type { PostDto } from '../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { Post } from '../../models/blog/post.js';
import { readAuthors, readTags } from './companions.js';
import type { BlogDeps } from './deps.js';
import { fullColumns, toPostDto } from './in-full.js';
import { openTo, shownTo } from './policy.js';

export async function findPost(
  { manager, clock }: BlogDeps,
  viewer: MaybeViewer,
  slug: string,
): Promise<PostDto | null> {
  // PostgreSQL refuses to compare with U+0000, and no slug holds it.
  if (slug.includes('\0')) return null;
  const post = await manager.findOne(Post, {
    select: fullColumns,
    where: { ...shownTo(viewer, clock()), slug },
  });
  if (post === null) return null;
  const tags = await readTags(manager, [post.id]);
  const authors = await readAuthors(manager, [post.id]);
  return toPostDto(post, openTo(viewer), tags.get(post.id) ?? [], authors.get(post.id) ?? []);
}
