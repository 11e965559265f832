import type { AuthorDto, PostLinkDto, PostPageDto, TagDto } from '../../contracts/dtos/blog.js';
import type { Statement } from '../../contracts/unit-of-work.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { snakeCase } from '../../lib/snake-case.js';
import type { Post } from '../../models/blog/post.js';
import type { ReadDeps } from '../unit-deps.js';
import { fullColumns, toPostDto } from './in-full.js';
import { openTo, sqlOfListed, sqlOfShown, shownTag } from './policy.js';

interface Row extends Pick<Post, keyof typeof fullColumns> {
  tags: TagDto[];
  authors: AuthorDto[];
  newer: PostLinkDto | null;
  older: PostLinkDto | null;
}

const columns = Object.keys(fullColumns).map((name) => `post.${snakeCase(name)} as "${name}"`);

/** Slug and name of what is linked to the post, in the order that its author gave. */
const companions = (from: string, thing: string) => `
  (select coalesce(json_agg(json_build_object('slug', ${thing}.slug, 'name', ${thing}.name) order by link.position), '[]')
   ${from} and link.post_id = post.id)`;

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
  text: `select ${columns.join(', ')},
    ${companions(`from post_tags link join tags tag on tag.id = link.tag_id where tag.visibility = '${shownTag.visibility}'`, 'tag')} as tags,
    ${companions('from post_authors link join authors author on author.id = link.author_id where true', 'author')} as authors,
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
  const { tags, authors, newer, older } = row;
  const neighbours = row.kind === 'post' ? { newer, older } : null;
  return { ...toPostDto(row, openTo(viewer), tags, authors), neighbours };
}
