import { In } from 'typeorm';
import type { GhostHintKind, GhostHints } from '../../../../contracts/ghost-webhooks.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import { GhostDelivery } from '../../../../models/blog/ghost-delivery.js';
import type { BlogDeps } from '../../deps.js';
import { requireEditor } from '../../policy.js';
import { siteKey } from '../site.js';

/** More than come in a storm; what is beyond is heeded by the next reading. */
const mostAtOnce = 5_000;

/** The longest waiting first. */
export async function findGhostHints({ manager }: BlogDeps, viewer: MaybeViewer, site: string): Promise<GhostHints> {
  requireEditor(viewer);
  const rows = await manager.find(GhostDelivery, {
    select: { digest: true, kind: true, ghostId: true },
    where: { site: siteKey(site), heeded: false },
    order: { receivedAt: 'ASC' },
    take: mostAtOnce,
  });
  return { touched: touchedIn(rows), deliveries: rows.map(({ digest }) => digest) };
}

/** Named one by one: another may have come since, and its time would not tell, since it is committed later than it says. */
export async function heedGhostHints(
  { manager }: BlogDeps,
  viewer: MaybeViewer,
  { deliveries }: GhostHints,
): Promise<void> {
  requireEditor(viewer);
  if (deliveries.length > 0) await manager.update(GhostDelivery, { digest: In(deliveries) }, { heeded: true });
}

function touchedIn(rows: readonly Pick<GhostDelivery, 'kind' | 'ghostId'>[]): GhostHints['touched'] {
  const touched = new Map<GhostHintKind, Set<string>>();
  for (const { kind, ghostId } of rows) {
    if (kind !== null && ghostId !== null) touched.set(kind, (touched.get(kind) ?? new Set()).add(ghostId));
  }
  return Object.fromEntries([...touched].map(([kind, ids]) => [kind, [...ids]]));
}
