import type { UnitDeps } from '../../unit-deps.js';
import { recordAudit } from '../audit/record-audit.js';

const dropGrant = `
  delete from oidc_records where model = 'Grant' and id = $1
  returning member_id as "memberId", payload ->> 'clientId' as "clientId"`;

/** The grant itself goes too: what another request is about to issue on it is worth nothing. */
export async function revokeReusedGrant({ manager }: UnitDeps, grantId: string): Promise<void> {
  const [grants] = await manager.query<[{ memberId: string; clientId: string }[], number]>(dropGrant, [grantId]);
  await manager.query(`delete from oidc_records where grant_id = $1`, [grantId]);
  for (const { memberId, clientId } of grants) await recordAudit(manager, { kind: 'grant.reused', memberId, clientId });
}
