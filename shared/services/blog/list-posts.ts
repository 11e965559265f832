import { And, Raw, type FindOptionsWhere } from 'typeorm';
import type { PostsQuery, PostSummaryDto } from '../../contracts/dtos/blog.js';
import type { Page } from '../../contracts/pages.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { sliceOf, toPage } from '../../lib/pages.js';
import { Post } from '../../models/blog/post.js';
import { readAuthors, readTags } from './companions.js';
import type { BlogDeps } from './deps.js';
import { listedFor, shownTag } from './policy.js';
import { summaryColumns, toSummary } from './summary.js';

/** Slugs hold no U+0000, with which PostgreSQL refuses to compare. */
const slugOf = (given: string) => given.replaceAll('\0', '');

/** Conditions on the post alone: a join would make rows of one post many, and the list read twice. */
function narrow({ tag, author }: PostsQuery): FindOptionsWhere<Post> {
  const conditions = [
    ...(tag === undefined ? [] : [postIs(taggedWith, 'tag', slugOf(tag))]),
    ...(author === undefined ? [] : [postIs(writtenBy, 'author', slugOf(author))]),
  ];
  return conditions.length === 0 ? {} : { id: And(...conditions) };
}

const taggedWith = `select link.post_id from post_tags link join tags on tags.id = link.tag_id
  where tags.visibility = '${shownTag.visibility}' and tags.slug`;
const writtenBy = `select link.post_id from post_authors link join authors on authors.id = link.author_id where authors.slug`;

const postIs = (among: string, name: string, slug: string) =>
  Raw((id) => `${id} in (${among} = :${name})`, { [name]: slug });

/** Four queries, however many posts. */
export async function listPosts(
  { manager, clock }: BlogDeps,
  viewer: MaybeViewer,
  query: PostsQuery,
): Promise<Page<PostSummaryDto>> {
  const where = { ...listedFor(viewer, clock()), ...narrow(query) };
  const posts = await manager.find(Post, {
    select: summaryColumns,
    where,
    order: { publishedAt: 'DESC', id: 'DESC' },
    ...sliceOf(query),
  });
  // Not findAndCount: with chosen columns it counts distinct rows of all of them, and sorts the table to do so.
  const total = await manager.countBy(Post, where);
  const ids = posts.map((post) => post.id);
  const tags = await readTags(manager, ids);
  const authors = await readAuthors(manager, ids);
  const items = posts.map((post) => toSummary(post, tags.get(post.id) ?? [], authors.get(post.id) ?? []));
  return toPage(items, total, query);
}
