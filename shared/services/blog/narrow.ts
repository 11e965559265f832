import type { PostsQuery } from '../../contracts/dtos/blog.js';
import { sqlOfLead } from './find-lead.js';
import { shownTag, sqlOfListed } from './policy.js';

/** Which posts a list holds. */
export interface Narrowed {
  /** In words: one for each text of SQL. */
  which: string;
  /** The table and its conditions, from its name on; rows are called `post`. */
  among: string;
  values: unknown[];
}

/** In the order of `Post`'s index of what is shown. */
export const newestFirst = '"publishedAt" desc, id desc';

type Narrowing = Pick<PostsQuery, 'tag' | 'author' | 'withoutLead'>;

/** Slugs hold no U+0000, with which PostgreSQL refuses to compare. */
const slugOf = (given: string) => given.replaceAll('\0', '');

/**
 * Conditions on the post alone: a join would make rows of one post many, and the list read twice.
 *
 * @param first number of the first parameter, which is the present moment; `values` follow from there.
 */
export function narrow(query: Narrowing, now: Date, first: number): Narrowed {
  const values: unknown[] = [now];
  const parameter = (value: unknown) => `$${first + values.push(value) - 1}`;
  const conditions = [[``, sqlOfListed('post', `$${first}`)]];
  if (query.tag !== undefined) conditions.push([' by tag', isAmong(taggedWith, parameter(slugOf(query.tag)))]);
  if (query.author !== undefined) conditions.push([' by author', isAmong(writtenBy, parameter(slugOf(query.author)))]);
  if (query.withoutLead === true) conditions.push([' without lead', `post.id <> ${sqlOfLead(`$${first}`)}`]);
  return {
    which: conditions.map(([words]) => words).join(''),
    among: `posts post where ${conditions.map(([, sql]) => sql).join(' and ')}`,
    values,
  };
}

const taggedWith = `select link.post_id from post_tags link join tags on tags.id = link.tag_id
  where tags.visibility = '${shownTag.visibility}' and tags.slug`;
const writtenBy = `select link.post_id from post_authors link join authors on authors.id = link.author_id where authors.slug`;

const isAmong = (those: string, slug: string) => `post.id in (${those} = ${slug})`;
