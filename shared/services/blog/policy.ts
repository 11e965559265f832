import type { FindOptionsWhere } from 'typeorm';
import { LessThanOrEqual } from 'typeorm';
import type { MaybeViewer, Viewer } from '../../contracts/viewer.js';
import { requireRole } from '../../lib/viewers.js';
import type { Post } from '../../models/blog/post.js';

export function requireEditor(viewer: MaybeViewer): asserts viewer is Viewer {
  requireRole(viewer, 'editor', 'Only editors bring texts and pictures into the blog.');
}

/** Anyone may read what is published, public and not from the future. What is for members, tiers or payers nobody may read yet. */
export function readableBy(_viewer: MaybeViewer, now: Date): FindOptionsWhere<Post> {
  return { status: 'published', visibility: 'public', publishedAt: LessThanOrEqual(now) };
}

/** Lists show posts. Pages are found by their address. */
export function listedFor(viewer: MaybeViewer, now: Date): FindOptionsWhere<Post> {
  return { ...readableBy(viewer, now), kind: 'post' };
}

/** Internal tags steer the house and are shown to nobody. */
export const shownTag = { visibility: 'public' } as const;

export function isPublic(post: Pick<Post, 'status' | 'visibility'>): boolean {
  return post.status === 'published' && post.visibility === 'public';
}
