import { In } from 'typeorm';
import type { GhostChange } from '../../../../contracts/ghost-preview.js';
import type { GhostDeleted, GhostKind } from '../../../../contracts/ghost.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import { Author } from '../../../../models/blog/author.js';
import { Post } from '../../../../models/blog/post.js';
import { Tag } from '../../../../models/blog/tag.js';
import type { BlogDeps } from '../../deps.js';
import { requireEditor } from '../../policy.js';
import { findGone, isDoubtful, type Known } from '../mirror/remove-gone.js';
import { siteKey } from '../site.js';

/** What would be removed, by name; nothing is. */
export async function previewGone(
  deps: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  kind: GhostKind,
  there: readonly string[],
  deleted: GhostDeleted,
): Promise<{ gone: GhostChange[]; known: number; isDoubtful: boolean }> {
  requireEditor(viewer);
  const { gone, idle, known } = await findGone(deps, siteKey(site), kind, there);
  const names = await namesOf(deps, kind, idle);
  const changes = idle.map(({ id, ghostId }): GhostChange => ({
    ...{ kind, ghostId: ghostId ?? '', name: names.get(id) ?? '', what: 'removed', fields: [] },
  }));
  return { gone: changes, known, isDoubtful: isDoubtful(gone, known, deleted) };
}

async function namesOf({ manager }: BlogDeps, kind: GhostKind, gone: readonly Known[]): Promise<Map<string, string>> {
  const where = { id: In(gone.map(({ id }) => id)) };
  if (kind === 'posts' || kind === 'pages') {
    const rows = await manager.find(Post, { select: { id: true, title: true }, where });
    return new Map(rows.map(({ id, title }) => [id, title]));
  }
  const rows = await manager.find(kind === 'tags' ? Tag : Author, { select: { id: true, name: true }, where });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
