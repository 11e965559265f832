import { And, Equal } from 'typeorm';
import type { SlugOwner } from '../../contracts/services/blog.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { AuthorSlug } from '../../models/blog/author-slug.js';
import { Author } from '../../models/blog/author.js';
import { PostSlug } from '../../models/blog/post-slug.js';
import { Post } from '../../models/blog/post.js';
import { TagSlug } from '../../models/blog/tag-slug.js';
import { Tag } from '../../models/blog/tag.js';
import type { BlogDeps } from './deps.js';
import { hasWritten, shownTag, shownTo } from './policy.js';

/** Asks as whoever reads: where a draft went is hidden as well. */
export async function findPresentSlug(
  deps: BlogDeps,
  viewer: MaybeViewer,
  slug: string,
  kind: SlugOwner,
): Promise<string | null> {
  if (slug.includes('\0')) return null;
  const present = await findOwner[kind](deps, viewer, slug);
  return present?.slug ?? null;
}

type Find = (deps: BlogDeps, viewer: MaybeViewer, slug: string) => Promise<{ slug: string } | null>;

const select = { id: true, slug: true } as const;

const findOwner: Record<SlugOwner, Find> = {
  async post({ manager, clock }, viewer, slug) {
    const left = await manager.findOneBy(PostSlug, { slug });
    return left && manager.findOne(Post, { select, where: { ...shownTo(viewer, clock()), id: left.postId } });
  },
  async tag({ manager }, _viewer, slug) {
    const left = await manager.findOneBy(TagSlug, { slug });
    return left && manager.findOne(Tag, { select, where: { ...shownTag, id: left.tagId } });
  },
  async author({ manager, clock }, _viewer, slug) {
    const left = await manager.findOneBy(AuthorSlug, { slug });
    return left && manager.findOne(Author, { select, where: { id: And(Equal(left.authorId), hasWritten(clock())) } });
  },
};
