import type { PostPageDto } from '../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { Post } from '../../models/blog/post.js';
import { readAuthors, readTags } from './companions.js';
import type { BlogDeps } from './deps.js';
import { listedFor } from './policy.js';
import { summaryColumns, toSummary } from './summary.js';

const mostPerPage = 100;

/** Four queries, however many posts. */
export async function listPosts(
  { manager, clock }: BlogDeps,
  viewer: MaybeViewer,
  query: { page: number; perPage: number },
): Promise<PostPageDto> {
  const perPage = Math.min(query.perPage, mostPerPage);
  const where = listedFor(viewer, clock());
  const posts = await manager.find(Post, {
    select: summaryColumns,
    where,
    order: { publishedAt: 'DESC', id: 'DESC' },
    skip: (query.page - 1) * perPage,
    take: perPage,
  });
  // Not findAndCount: with chosen columns it counts distinct rows of all of them, and sorts the table to do so.
  const total = await manager.countBy(Post, where);
  const ids = posts.map((post) => post.id);
  const tags = await readTags(manager, ids);
  const authors = await readAuthors(manager, ids);
  return {
    posts: posts.map((post) => toSummary(post, tags.get(post.id) ?? [], authors.get(post.id) ?? [])),
    page: query.page,
    pages: Math.ceil(total / perPage),
    total,
  };
}
