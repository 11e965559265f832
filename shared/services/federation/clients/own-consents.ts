import type { ConsentDto } from '../../../contracts/services/federation/clients.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { NotFound } from '../../../lib/errors.js';
import { isId } from '../../../lib/ids.js';
import { OidcConsent } from '../../../models/federation/oidc-consent.js';
import type { UnitDeps } from '../../unit-deps.js';
import { recordAudit } from '../audit/record-audit.js';
import { requireMember } from '../policy.js';

const consents = `
  select c.id as "clientId", c.name, c.redirect_uris[1] as uri, o.scopes, o.given_at as "givenAt"
  from oidc_consents o join oidc_clients c on c.id = o.client_id
  where o.member_id = $1 order by o.given_at desc, c.id`;

export async function listConsents({ manager }: UnitDeps, viewer: MaybeViewer): Promise<ConsentDto[]> {
  requireMember(viewer);
  const rows = await manager.query<(Omit<ConsentDto, 'origin'> & { uri: string })[]>(consents, [viewer.id]);
  return rows.map(({ uri, ...row }) => ({ ...row, origin: new URL(uri).origin }));
}

export async function withdrawConsent({ manager }: UnitDeps, viewer: MaybeViewer, clientId: string): Promise<void> {
  requireMember(viewer);
  const { affected } = isId(clientId)
    ? await manager.delete(OidcConsent, { memberId: viewer.id, clientId })
    : { affected: 0 };
  if (affected !== 1) throw new NotFound('You have taken that back already.');
  const drop = `delete from oidc_records where member_id = $1 and payload ->> 'clientId' = $2`;
  await manager.query(drop, [viewer.id, clientId]);
  const who = { memberId: viewer.id, byMember: viewer.id, clientId };
  await recordAudit(manager, { kind: 'consent.withdrawn', ...who });
}
