import type { GhostDelivery as Delivery } from '../../../../contracts/ghost-webhooks.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import { GhostDelivery } from '../../../../models/blog/ghost-delivery.js';
import { insertNew } from '../../../insert-new.js';
import type { BlogDeps } from '../../deps.js';
import { requireEditor } from '../../policy.js';
import { siteKey } from '../site.js';

/** What one change fires comes within that time, and is one reading. */
const togetherMs = 1_000;
const slots = 10;
const dayMs = 86_400_000;

export async function keepGhostDelivery(
  deps: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  { digest, event, kind, id }: Delivery,
): Promise<'kept' | 'known'> {
  requireEditor(viewer);
  const { manager, clock } = deps;
  const row = { digest, site: siteKey(site), event, kind, ghostId: id, receivedAt: clock() };
  if (!(await insertNew(manager, GhostDelivery, row))) return 'known';
  await forgetOld(deps);
  orderReading(deps);
  return 'kept';
}

/**
 * One job for all that come within a second. The second is part of its id, since an order that is the same as a job under
 * way is none, and that one may have looked for hints already. The ids come again, so that few can ever be dead.
 */
function orderReading({ clock, order }: BlogDeps): void {
  const slot = Math.floor(clock().getTime() / togetherMs) % slots;
  order({ name: 'sync-ghost', app: 'blog', id: `hint.${slot}`, payload: {}, delayMs: togetherMs });
}

/**
 * A few at a time, so that whoever sends never waits. A day is far longer than a signature is good for, and what nobody
 * heeded by then the log of actions tells, too.
 */
async function forgetOld({ manager, clock }: BlogDeps): Promise<void> {
  await manager.query(
    `delete from ghost_deliveries where digest in (
       select digest from ghost_deliveries where received_at < $1 order by received_at limit 20 for update skip locked)`,
    [new Date(clock().getTime() - dayMs)],
  );
}
