import type { PostDto } from '../../contracts/dtos/blog.js';
import type { NewestQuery } from '../../contracts/services/blog.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { Post } from '../../models/blog/post.js';
import { readAuthors, readTags } from './companions.js';
import type { BlogDeps } from './deps.js';
import { fullColumns, toPostDto } from './in-full.js';
import { narrow } from './narrow.js';
import { listedFor, openTo } from './policy.js';

const most = 100;

/** Three queries, however many posts. */
export async function listInFull(
  { manager, clock }: BlogDeps,
  viewer: MaybeViewer,
  query: NewestQuery,
): Promise<PostDto[]> {
  const posts = await manager.find(Post, {
    select: fullColumns,
    where: { ...listedFor(viewer, clock()), ...narrow(query) },
    order: { publishedAt: 'DESC', id: 'DESC' },
    take: Math.min(query.limit, most),
  });
  const ids = posts.map((post) => post.id);
  const tags = await readTags(manager, ids);
  const authors = await readAuthors(manager, ids);
  const open = openTo(viewer);
  return posts.map((post) => toPostDto(post, open, tags.get(post.id) ?? [], authors.get(post.id) ?? []));
}
