import type { GhostCursor as Cursor, GhostRead } from '../../../../contracts/ghost.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import { GhostCursor } from '../../../../models/blog/ghost-cursor.js';
import type { BlogDeps } from '../../deps.js';
import { requireEditor } from '../../policy.js';
import { siteKey } from '../site.js';

/** Null where nothing was read yet. */
export async function findGhostCursor(
  { manager }: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  kind: GhostRead,
): Promise<Cursor | null> {
  requireEditor(viewer);
  const row = await manager.findOneBy(GhostCursor, { site: siteKey(site), kind });
  return row && { updatedAt: row.updatedAt, id: row.ghostId };
}

export async function keepGhostCursor(
  { manager }: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  kind: GhostRead,
  { updatedAt, id }: Cursor,
): Promise<void> {
  requireEditor(viewer);
  await manager.upsert(GhostCursor, { site: siteKey(site), kind, updatedAt, ghostId: id }, ['site', 'kind']);
}
