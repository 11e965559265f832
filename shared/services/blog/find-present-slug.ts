import type { MaybeViewer } from '../../contracts/viewer.js';
import { PostSlug } from '../../models/blog/post-slug.js';
import { Post } from '../../models/blog/post.js';
import type { BlogDeps } from './deps.js';
import { shownTo } from './policy.js';

/** Asks as whoever reads: where a draft went is hidden as well. */
export async function findPresentSlug(
  { manager, clock }: BlogDeps,
  viewer: MaybeViewer,
  slug: string,
): Promise<string | null> {
  if (slug.includes('\0')) return null;
  const left = await manager.findOneBy(PostSlug, { slug });
  if (left === null) return null;
  const post = await manager.findOne(Post, {
    select: { id: true, slug: true },
    where: { ...shownTo(viewer, clock()), id: left.postId },
  });
  return post?.slug ?? null;
}
