import { In } from 'typeorm';
import { Post } from '../../../models/blog/post.js';
import type { BlogDeps } from '../deps.js';
import { isPublished } from '../policy.js';
import type { GhostPost } from './answer.js';
import type { Taken } from './take.js';

/** Ghost ids of those that everybody can find, as things stand. */
export async function readShown({ manager }: BlogDeps, site: string, texts: GhostPost[]): Promise<Set<string>> {
  if (texts.length === 0) return new Set();
  const rows = await manager.find(Post, {
    select: { id: true, ghostId: true, status: true },
    where: { ghostSite: site, ghostId: In(texts.map(({ id }) => id)) },
  });
  return new Set(rows.filter(isPublished).flatMap(({ ghostId }) => ghostId ?? []));
}

/** Records what readers can see of an import: what came, what reads otherwise, what went. Drafts are nobody's business. */
export function tellChanges(
  { record }: BlogDeps,
  shownBefore: ReadonlySet<string>,
  texts: GhostPost[],
  { posts, tags, authors }: { posts: Taken[]; tags: Taken; authors: Taken },
): void {
  for (const text of new Map(texts.map((one) => [one.id, one])).values()) {
    const taken = posts.find(({ written }) => written.has(text.id));
    const postId = taken?.ids.get(text.id);
    if (postId === undefined) continue;
    const [before, now] = [shownBefore.has(text.id), isPublished(text)];
    if (now) record(before ? 'post.changed' : 'post.published', { postId });
    else if (before) record('post.retracted', { postId });
  }
  for (const { id, was } of tags.slugs) if (was !== null) record('tag.changed', { tagId: id });
  for (const { id, was } of authors.slugs) if (was !== null) record('author.changed', { authorId: id });
}
