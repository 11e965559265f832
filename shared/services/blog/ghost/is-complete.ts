import type { GhostPost } from './answer.js';

/** A post without its text, tags or authors would wipe what is here. */
export function isComplete(post: GhostPost): boolean {
  return post.html !== undefined && post.tags !== undefined && post.authors !== undefined;
}
