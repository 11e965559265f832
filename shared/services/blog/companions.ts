import type { EntityManager } from 'typeorm';
import type { AuthorDto, TagDto } from '../../contracts/dtos/blog.js';
import { shownTag } from './policy.js';

interface Link {
  postId: string;
  slug: string;
  name: string;
}

// Asked for every list and every post. Whole entities of three tables would be made for two words of each.
const tagsOf = `
  select link.post_id as "postId", tag.slug, tag.name
  from post_tags link join tags tag on tag.id = link.tag_id
  where link.post_id = any($1::uuid[]) and tag.visibility = $2
  order by link.position`;

const authorsOf = `
  select link.post_id as "postId", author.slug, author.name
  from post_authors link join authors author on author.id = link.author_id
  where link.post_id = any($1::uuid[])
  order by link.position`;

/** The public tags of each post, in the author's order, in one query. */
export async function readTags(manager: EntityManager, postIds: string[]): Promise<Map<string, TagDto[]>> {
  if (postIds.length === 0) return new Map();
  return byPost(await manager.query<Link[]>(tagsOf, [postIds, shownTag.visibility]));
}

/** The authors of each post, the first named first, in one query. */
export async function readAuthors(manager: EntityManager, postIds: string[]): Promise<Map<string, AuthorDto[]>> {
  if (postIds.length === 0) return new Map();
  return byPost(await manager.query<Link[]>(authorsOf, [postIds]));
}

function byPost(links: readonly Link[]): Map<string, { slug: string; name: string }[]> {
  const found = new Map<string, { slug: string; name: string }[]>();
  for (const { postId, slug, name } of links) {
    const before = found.get(postId);
    if (before === undefined) found.set(postId, [{ slug, name }]);
    else before.push({ slug, name });
  }
  return found;
}
