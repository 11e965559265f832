import type { PostLinkDto, PostPageDto } from '../../contracts/dtos/blog.js';
import type { Statement } from '../../contracts/unit-of-work.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { columnsOf } from '../columns-of.js';
import type { ReadDeps } from '../unit-deps.js';
import { sqlOfCompanions } from './companions.js';
import { fullColumns, toPostDto, type PostInFull } from './in-full.js';
import { openTo, sqlOfListed, sqlOfShown } from './policy.js';

interface Row extends PostInFull {
  newer: PostLinkDto | null;
  older: PostLinkDto | null;
}

/** The nearest of the list on one side of the post, along the list's index. */
const beside = (side: '<' | '>', order: 'asc' | 'desc') => `
  case when post.kind = 'post' then (
    select json_build_object('slug', other.slug, 'title', other.title) from posts other
    where ${sqlOfListed('other', '$2')} and (other.published_at, other.id) ${side} (post.published_at, post.id)
    order by other.published_at ${order}, other.id ${order} limit 1
  ) end`;

/** Of the slug and the present moment. */
const statement: Statement = {
  name: 'find post',
  text: `select ${columnsOf('post', fullColumns)}, ${sqlOfCompanions('post')},
    ${beside('>', 'asc')} as newer, ${beside('<', 'desc')} as older
  from posts post where ${sqlOfShown('post', '$2')} and post.slug = $1`,
};

/** All that the page of a post shows, in one query. */
export async function findPost(
  { read, clock }: ReadDeps,
  viewer: MaybeViewer,
  slug: string,
): Promise<PostPageDto | null> {
  // PostgreSQL refuses to compare with U+0000, and no slug holds it.
  if (slug.includes('\0')) return null;
  const [row] = await read<Row>(statement, [slug, clock()]);
  if (row === undefined) return null;
  const { newer, older } = row;
  const neighbours = row.kind === 'post' ? { newer, older } : null;
  return { ...toPostDto(row, openTo(viewer)), neighbours };
}
