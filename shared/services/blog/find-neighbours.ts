import type { NeighboursDto, PostLinkDto, PostSummaryDto } from '../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { Post } from '../../models/blog/post.js';
import type { BlogDeps } from './deps.js';
import { listedFor } from './policy.js';

type Moment = Pick<PostSummaryDto, 'id' | 'publishedAt'>;

interface Row extends PostLinkDto {
  side: keyof NeighboursDto;
}

/**
 * One query, twice along the index of the list. `listed` selects slug and title of the posts in it; `first` is the number of
 * the parameters after its own: when the post came, and its id.
 */
const statement = (listed: string, first: number) => `
  select 'newer' as side, newer.* from (
    ${listed} and (post.published_at, post.id) > ($${first}::timestamptz, $${first + 1}::uuid)
    order by post.published_at, post.id limit 1
  ) newer
  union all
  select 'older', older.* from (
    ${listed} and (post.published_at, post.id) < ($${first}::timestamptz, $${first + 1}::uuid)
    order by post.published_at desc, post.id desc limit 1
  ) older`;

export async function findNeighbours(
  { manager, clock }: BlogDeps,
  viewer: MaybeViewer,
  { id, publishedAt }: Moment,
): Promise<NeighboursDto> {
  const listed = manager
    .createQueryBuilder(Post, 'post')
    .where(listedFor(viewer, clock()))
    .select(['post.slug as slug', 'post.title as title']);
  const [sql, values] = listed.getQueryAndParameters() as [string, unknown[]];
  const rows = await manager.query<Row[]>(statement(sql, values.length + 1), [...values, publishedAt, id]);
  const find = (side: Row['side']): PostLinkDto | null => {
    const row = rows.find((one) => one.side === side);
    return row === undefined ? null : { slug: row.slug, title: row.title };
  };
  return { newer: find('newer'), older: find('older') };
}
