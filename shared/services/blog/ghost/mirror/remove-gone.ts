import { In, type EntityTarget } from 'typeorm';
import type { GhostDeleted, GhostKind, GhostRemoval } from '../../../../contracts/ghost.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import { Author } from '../../../../models/blog/author.js';
import type { FromGhost } from '../../../../models/blog/from-ghost.js';
import { PostAuthor } from '../../../../models/blog/post-author.js';
import { Post } from '../../../../models/blog/post.js';
import { Tag } from '../../../../models/blog/tag.js';
import type { BlogDeps } from '../../deps.js';
import { isPublished, requireEditor } from '../../policy.js';
import { oneImportAtATime } from '../one-at-a-time.js';
import { siteKey } from '../site.js';

/** So many may go untold; beyond it, only less than half of all. */
const unquestioned = 20;

/** Removes what came from a Ghost and is not there any more: all of a kind but those whose ids are `there`. */
export async function removeGone(
  deps: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  kind: GhostKind,
  there: readonly string[],
  deleted: GhostDeleted,
): Promise<GhostRemoval> {
  requireEditor(viewer);
  await oneImportAtATime(deps);
  const { gone, idle, known } = await findGone(deps, siteKey(site), kind, there);
  if (isDoubtful(gone, known, deleted)) return { kind: 'doubtful', gone: gone.length, known };
  await remove(deps, kind, idle);
  return { kind: 'removed', count: idle.length };
}

/** Whether so much is gone of which nobody is known to have deleted it that it may be another Ghost, or a broken one. */
export function isDoubtful(gone: readonly Known[], known: number, deleted: GhostDeleted): boolean {
  if (deleted === 'all') return false;
  const told = new Set(deleted);
  const untold = gone.filter(({ ghostId }) => !told.has(ghostId ?? '')).length;
  return untold > unquestioned && untold * 2 > known;
}

/** What came from there and is not there any more; of it, what nothing here hangs on. */
export async function findGone(
  deps: BlogDeps,
  site: string,
  kind: GhostKind,
  there: readonly string[],
): Promise<{ gone: Known[]; idle: Known[]; known: number }> {
  const known = await readKnown(deps, site, kind);
  const present = new Set(there);
  const gone = known.filter(({ ghostId }) => !present.has(ghostId ?? ''));
  return { gone, idle: kind === 'users' ? await withoutPosts(deps, gone) : gone, known: known.length };
}

/** A post keeps its author until it was read anew: Ghost gives the posts of whoever left to somebody else. */
async function withoutPosts({ manager }: BlogDeps, gone: readonly Known[]): Promise<Known[]> {
  if (gone.length === 0) return [];
  const links = await manager.find(PostAuthor, {
    select: { postId: true, authorId: true },
    where: { authorId: In(gone.map(({ id }) => id)) },
  });
  const busy = new Set(links.map(({ authorId }) => authorId));
  return gone.filter(({ id }) => !busy.has(id));
}

export type Known = Pick<Post, 'id' | 'status'> & Pick<FromGhost, 'ghostId'>;

const tables = { tags: Tag, users: Author, posts: Post, pages: Post } as const;

function readKnown({ manager }: BlogDeps, ghostSite: string, kind: GhostKind): Promise<Known[]> {
  const isText = kind === 'posts' || kind === 'pages';
  const entity: EntityTarget<Known & FromGhost & { kind?: string }> = tables[kind];
  return manager.find(entity, {
    select: { id: true, ghostId: true, ...(isText ? { status: true } : {}) },
    where: { ghostSite, ...(isText ? { kind: kind === 'posts' ? 'post' : 'page' } : {}) } as never,
  });
}

async function remove({ manager, record }: BlogDeps, kind: GhostKind, gone: readonly Known[]): Promise<void> {
  if (gone.length === 0) return;
  await manager.delete(tables[kind], { id: In(gone.map(({ id }) => id)) });
  for (const { id, status } of gone) {
    if (kind === 'tags') record('tag.changed', { tagId: id });
    else if (kind === 'users') record('author.changed', { authorId: id });
    else if (isPublished({ status })) record('post.retracted', { postId: id });
  }
}
