import { And, Not, Raw, type FindOptionsWhere } from 'typeorm';
import type { PostsQuery } from '../../contracts/dtos/blog.js';
import type { Post } from '../../models/blog/post.js';
import { shownTag } from './policy.js';

/** Slugs hold no U+0000, with which PostgreSQL refuses to compare. */
const slugOf = (given: string) => given.replaceAll('\0', '');

/** Conditions on the post alone: a join would make rows of one post many, and the list read twice. */
export function narrow(
  { tag, author, forEveryone = false }: Pick<PostsQuery, 'tag' | 'author' | 'forEveryone'>,
  except: { id: string } | null = null,
): FindOptionsWhere<Post> {
  const conditions = [
    ...(except === null ? [] : [Not(except.id)]),
    ...(tag === undefined ? [] : [postIs(taggedWith, 'tag', slugOf(tag))]),
    ...(author === undefined ? [] : [postIs(writtenBy, 'author', slugOf(author))]),
  ];
  return {
    ...(conditions.length === 0 ? {} : { id: And(...conditions) }),
    ...(forEveryone ? { visibility: 'public' } : {}),
  };
}

const taggedWith = `select link.post_id from post_tags link join tags on tags.id = link.tag_id
  where tags.visibility = '${shownTag.visibility}' and tags.slug`;
const writtenBy = `select link.post_id from post_authors link join authors on authors.id = link.author_id where authors.slug`;

const postIs = (among: string, name: string, slug: string) =>
  Raw((id) => `${id} in (${among} = :${name})`, { [name]: slug });
