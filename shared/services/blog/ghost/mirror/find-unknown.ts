import type { GhostKind } from '../../../../contracts/ghost.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import type { BlogDeps } from '../../deps.js';
import { requireEditor } from '../../policy.js';
import { siteKey } from '../site.js';

const tables: Record<GhostKind, string> = { tags: 'tags', users: 'authors', posts: 'posts', pages: 'posts' };

export async function findUnknown(
  { manager }: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  kind: GhostKind,
  there: readonly string[],
): Promise<string[]> {
  requireEditor(viewer);
  const rows = await manager.query<{ id: string }[]>(
    `select said.id from unnest($2::text[]) said (id)
     where not exists (select 1 from ${tables[kind]} known where known.ghost_site = $1 and known.ghost_id = said.id)`,
    [siteKey(site), there],
  );
  return rows.map(({ id }) => id);
}
