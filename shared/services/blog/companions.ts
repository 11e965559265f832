import { In, type EntityManager } from 'typeorm';
import type { AuthorDto, TagDto } from '../../contracts/dtos/blog.js';
import { PostAuthor } from '../../models/blog/post-author.js';
import { PostTag } from '../../models/blog/post-tag.js';
import { shownTag } from './policy.js';

/** The public tags of each post, in the author's order, in one query. */
export async function readTags(manager: EntityManager, postIds: string[]): Promise<Map<string, TagDto[]>> {
  if (postIds.length === 0) return new Map();
  const links = await manager.find(PostTag, {
    select: { postId: true, tagId: true, tag: { slug: true, name: true } },
    where: { postId: In(postIds), tag: shownTag },
    relations: { tag: true },
    order: { position: 'ASC' },
  });
  return byPost(links, ({ tag }) => ({ slug: tag.slug, name: tag.name }));
}

/** The authors of each post, the first named first, in one query. */
export async function readAuthors(manager: EntityManager, postIds: string[]): Promise<Map<string, AuthorDto[]>> {
  if (postIds.length === 0) return new Map();
  const links = await manager.find(PostAuthor, {
    select: { postId: true, authorId: true, author: { slug: true, name: true } },
    where: { postId: In(postIds) },
    relations: { author: true },
    order: { position: 'ASC' },
  });
  return byPost(links, ({ author }) => ({ slug: author.slug, name: author.name }));
}

function byPost<L extends { postId: string }, D>(links: L[], toDto: (link: L) => D): Map<string, D[]> {
  const found = new Map<string, D[]>();
  for (const link of links) found.set(link.postId, [...(found.get(link.postId) ?? []), toDto(link)]);
  return found;
}
