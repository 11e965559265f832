import { In } from 'typeorm';
import { PostSlug } from '../../../models/blog/post-slug.js';
import { Post } from '../../../models/blog/post.js';
import type { BlogDeps } from '../deps.js';
import type { SlugNow } from './take.js';

/** What was left leads to where it went, until somebody else lives there. */
export async function keepOldSlugs({ manager, clock }: BlogDeps, written: SlugNow[]): Promise<void> {
  if (written.length === 0) return;
  await manager.delete(PostSlug, { slug: In(written.map(({ is }) => is)) });
  const left = written.flatMap(({ id, was, is }) => (was === null || was === is ? [] : [{ slug: was, postId: id }]));
  if (left.length === 0) return;
  const lived = await manager.find(Post, {
    select: { id: true, slug: true },
    where: { slug: In(left.map(({ slug }) => slug)) },
  });
  const taken = new Set(lived.map(({ slug }) => slug));
  const free = left.filter(({ slug }) => !taken.has(slug)).map((one) => ({ ...one, createdAt: clock() }));
  if (free.length > 0) await manager.upsert(PostSlug, free, ['slug']);
}
