import { Brackets, type WhereExpressionBuilder } from 'typeorm';
import type { NeighboursDto, PostLinkDto, PostSummaryDto } from '../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { Post } from '../../models/blog/post.js';
import type { BlogDeps } from './deps.js';
import { listedFor } from './policy.js';

type Moment = Pick<PostSummaryDto, 'id' | 'publishedAt'>;

/** Two queries along the index of the list. */
export async function findNeighbours(deps: BlogDeps, viewer: MaybeViewer, post: Moment): Promise<NeighboursDto> {
  const newer = await findNext(deps, viewer, post, '>', 'ASC');
  const older = await findNext(deps, viewer, post, '<', 'DESC');
  return { newer, older };
}

async function findNext(
  { manager, clock }: BlogDeps,
  viewer: MaybeViewer,
  { id, publishedAt }: Moment,
  side: '<' | '>',
  order: 'ASC' | 'DESC',
): Promise<PostLinkDto | null> {
  const beside = new Brackets((where: WhereExpressionBuilder) =>
    where.where(`(post.published_at, post.id) ${side} (:publishedAt, :id)`, { publishedAt, id }),
  );
  const found = await manager
    .createQueryBuilder(Post, 'post')
    .select(['post.id', 'post.slug', 'post.title'])
    .where(listedFor(viewer, clock()))
    .andWhere(beside)
    .orderBy({ 'post.publishedAt': order, 'post.id': order })
    .limit(1)
    .getOne();
  return found === null ? null : { slug: found.slug, title: found.title };
}
