import { Between } from 'typeorm';
import type { PostSummaryDto } from '../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { Post } from '../../models/blog/post.js';
import { readAuthors, readTags } from './companions.js';
import type { BlogDeps } from './deps.js';
import { listedFor } from './policy.js';
import { summaryColumns, toSummary, type PostSummary } from './summary.js';

/** How long a featured post leads, in ms, however much is written after it. */
const leadsForMs = 30 * 24 * 3_600_000;

export async function findLead(deps: BlogDeps, viewer: MaybeViewer): Promise<PostSummaryDto | null> {
  const post = await readLead(deps, viewer);
  if (post === null) return null;
  const tags = await readTags(deps.manager, [post.id]);
  const authors = await readAuthors(deps.manager, [post.id]);
  return toSummary(post, tags.get(post.id) ?? [], authors.get(post.id) ?? []);
}

/** One query, or two where nothing is featured. */
export async function readLead({ manager, clock }: BlogDeps, viewer: MaybeViewer): Promise<PostSummary | null> {
  const now = clock();
  const listed = listedFor(viewer, now);
  const lately = Between(new Date(now.getTime() - leadsForMs), now);
  const newest = { select: summaryColumns, order: { publishedAt: 'DESC', id: 'DESC' } } as const;
  const featured = await manager.findOne(Post, {
    ...newest,
    where: { ...listed, featured: true, publishedAt: lately },
  });
  return featured ?? manager.findOne(Post, { ...newest, where: listed });
}
