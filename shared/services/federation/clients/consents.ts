import { OidcConsent } from '../../../models/federation/oidc-consent.js';
import { recordAudit } from '../audit/record-audit.js';
import type { UnitDeps } from '../../unit-deps.js';

const give = `
  insert into oidc_consents (member_id, client_id, scopes, given_at) values ($1, $2, $3, $4)
  on conflict (member_id, client_id) do update set given_at = excluded.given_at,
    scopes = array(select distinct unnest(oidc_consents.scopes || excluded.scopes) order by 1)`;

export async function findConsent({ manager }: UnitDeps, memberId: string, clientId: string): Promise<string[]> {
  const consent = await manager.findOneBy(OidcConsent, { memberId, clientId });
  return consent?.scopes ?? [];
}

export async function giveConsent(
  { manager, clock }: UnitDeps,
  memberId: string,
  clientId: string,
  scopes: readonly string[],
): Promise<void> {
  await manager.query(give, [memberId, clientId, scopes, clock()]);
  await recordAudit(manager, { kind: 'consent.given', memberId, byMember: memberId, clientId, details: { scopes } });
}
