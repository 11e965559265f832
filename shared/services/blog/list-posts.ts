import type { PostsQuery, PostSummaryDto } from '../../contracts/dtos/blog.js';
import type { Page } from '../../contracts/pages.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { sliceOf, toPage } from '../../lib/pages.js';
import { Post } from '../../models/blog/post.js';
import { readAuthors, readTags } from './companions.js';
import type { BlogDeps } from './deps.js';
import { readLead } from './find-lead.js';
import { narrow } from './narrow.js';
import { listedFor } from './policy.js';
import { summaryColumns, toSummary } from './summary.js';

/** Four queries, however many posts; one or two more to leave out the lead. */
export async function listPosts(deps: BlogDeps, viewer: MaybeViewer, query: PostsQuery): Promise<Page<PostSummaryDto>> {
  const lead = query.withoutLead === true ? await readLead(deps, viewer) : null;
  const where = { ...listedFor(viewer, deps.clock()), ...narrow(query, lead) };
  const { manager } = deps;
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
