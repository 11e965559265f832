import type { TagCountDto } from '../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { Post } from '../../models/blog/post.js';
import type { BlogDeps } from './deps.js';
import { listedFor, shownTag } from './policy.js';

/** One query. */
export async function listTags(
  { manager, clock }: BlogDeps,
  viewer: MaybeViewer,
  limit: number,
): Promise<TagCountDto[]> {
  const rows = await manager
    .createQueryBuilder(Post, 'post')
    .innerJoin('post.tags', 'link')
    .innerJoin('link.tag', 'tag')
    .where(listedFor(viewer, clock()))
    .andWhere('tag.visibility = :visibility', shownTag)
    .select(['tag.slug as slug', 'tag.name as name', 'count(*)::int as posts'])
    .groupBy('tag.id')
    .orderBy({ posts: 'DESC', 'tag.name': 'ASC' })
    .limit(limit)
    .getRawMany<TagCountDto>();
  return rows.map(({ slug, name, posts }) => ({ slug, name, posts }));
}
