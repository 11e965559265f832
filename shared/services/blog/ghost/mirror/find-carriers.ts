import type { GhostCarriers } from '../../../../contracts/ghost.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import type { BlogDeps } from '../../deps.js';
import { requireEditor } from '../../policy.js';
import { siteKey } from '../site.js';

/** Ghost ids of the texts that carry a tag of this Ghost whose id is not `there` any more. */
export async function findCarriers(
  { manager }: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  there: readonly string[],
): Promise<GhostCarriers> {
  requireEditor(viewer);
  const rows = await manager.query<{ kind: string; id: string }[]>(
    `select distinct p.kind, p.ghost_id as id
      from tags t join post_tags l on l.tag_id = t.id join posts p on p.id = l.post_id
      where t.ghost_site = $1 and p.ghost_site = $1 and t.ghost_id <> all ($2::text[]) order by id`,
    [siteKey(site), there],
  );
  const idsOf = (wanted: string) => rows.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  return { posts: idsOf('post'), pages: idsOf('page') };
}
