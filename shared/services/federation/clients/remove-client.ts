import type { MaybeViewer } from '../../../contracts/viewer.js';
import { NotFound } from '../../../lib/errors.js';
import { memberIdOf } from '../../../lib/viewers.js';
import { OidcClient } from '../../../models/federation/oidc-client.js';
import { recordAudit } from '../audit/record-audit.js';
import { requireKeeper } from '../policy.js';
import type { UnitDeps } from '../../unit-deps.js';

export async function removeClient({ manager }: UnitDeps, viewer: MaybeViewer, clientId: string): Promise<void> {
  requireKeeper(viewer);
  const { affected } = await manager.delete(OidcClient, { id: clientId });
  if (affected !== 1) throw new NotFound(`No client has the id ${clientId}; rose client list shows them.`);
  // Sessions reach other clients too and stay; the name of this one in them leads nowhere.
  await manager.query(`delete from oidc_records where payload ->> 'clientId' = $1`, [clientId]);
  await manager.query(`delete from logout_deliveries where client_id = $1 and delivered_at is null`, [clientId]);
  await recordAudit(manager, { kind: 'client.removed', byMember: memberIdOf(viewer), clientId });
}
