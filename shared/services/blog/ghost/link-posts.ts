import { In } from 'typeorm';
import { PostAuthor } from '../../../models/blog/post-author.js';
import { PostTag } from '../../../models/blog/post-tag.js';
import type { BlogDeps } from '../deps.js';
import type { GhostPost } from './answer.js';
import type { Taken } from './take.js';

/** Gives the posts that were written the tags and authors they name, in their order. */
export async function linkPosts(
  { manager }: BlogDeps,
  posts: GhostPost[],
  taken: { posts: Taken; tags: Taken; authors: Taken },
): Promise<void> {
  const latest = [...new Map(posts.map((post) => [post.id, post])).values()];
  const written = latest.filter((post) => taken.posts.written.has(post.id));
  if (written.length === 0) return;
  const ours = (post: GhostPost) => idOf(taken.posts, post.id);
  const tags = written.flatMap((post) =>
    ordered(post.tags, taken.tags, (tagId, position) => ({ postId: ours(post), tagId, position })),
  );
  const authors = written.flatMap((post) =>
    ordered(post.authors, taken.authors, (authorId, position) => ({ postId: ours(post), authorId, position })),
  );
  await manager.delete(PostTag, { postId: In(written.map(ours)) });
  await manager.delete(PostAuthor, { postId: In(written.map(ours)) });
  if (tags.length > 0) await manager.insert(PostTag, tags);
  if (authors.length > 0) await manager.insert(PostAuthor, authors);
}

function ordered<L>(things: { id: string }[] = [], taken: Taken, toLink: (id: string, position: number) => L): L[] {
  const ids = [...new Set(things.map((thing) => idOf(taken, thing.id)))];
  return ids.map(toLink);
}

function idOf(taken: Taken, ghostId: string): string {
  const id = taken.ids.get(ghostId);
  if (id === undefined) throw new Error(`Ghost id ${ghostId} was never taken`);
  return id;
}
