import type { FindOperator, FindOptionsWhere } from 'typeorm';
import { LessThanOrEqual, Raw } from 'typeorm';
import type { MaybeViewer, Viewer } from '../../contracts/viewer.js';
import { actsAs, requireRole } from '../../lib/viewers.js';
import type { Post, PostVisibility } from '../../models/blog/post.js';

export function requireEditor(viewer: MaybeViewer): asserts viewer is Viewer {
  requireRole(viewer, 'editor', 'Only editors bring texts and pictures into the blog.');
}

/** What is there for whoever comes by: published, and not from the future. How much of it they may read, `openTo` says. */
export function shownTo(_viewer: MaybeViewer, now: Date): FindOptionsWhere<Post> {
  return { status: 'published', publishedAt: LessThanOrEqual(now) };
}

/** What `shownTo` says, for statements written by hand; `now` is a parameter of theirs, `post` the table. */
export function sqlOfShown(post: string, now: string): string {
  return `${post}.status = 'published' and ${post}.published_at <= ${now}`;
}

/**
 * Whose texts the viewer may read to the end; of others only what stands before the paywall. Nobody can pay for anything
 * yet, so what is for payers is read by those who keep the blog.
 */
export function openTo(viewer: MaybeViewer): readonly PostVisibility[] {
  if (viewer === null) return ['public'];
  return actsAs(viewer, 'editor') ? ['public', 'members', 'paid', 'tiers'] : ['public', 'members'];
}

/** Lists show posts. Pages are found by their address. */
export function listedFor(viewer: MaybeViewer, now: Date): FindOptionsWhere<Post> {
  return { ...shownTo(viewer, now), kind: 'post' };
}

/** What `listedFor` says, likewise. */
export function sqlOfListed(post: string, now: string): string {
  return `${sqlOfShown(post, now)} and ${post}.kind = 'post'`;
}

/** Of the id of an author who is shown: of something that lists show. Others of a Ghost's staff are nobody's business. */
export function hasWritten(now: Date): FindOperator<string> {
  return Raw((id) => sqlOfWritten(id, ':now'), { now }) as FindOperator<string>;
}

export function sqlOfWritten(authorId: string, now: string): string {
  return `exists (select from post_authors link join posts post on post.id = link.post_id
    where link.author_id = ${authorId} and ${sqlOfListed('post', now)})`;
}

/** Internal tags steer the house and are shown to nobody. */
export const shownTag = { visibility: 'public' } as const;

export function isPublished(post: Pick<Post, 'status'>): boolean {
  return post.status === 'published';
}
