import { IsNull } from 'typeorm';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { NotFound } from '../../../lib/errors.js';
import { isId } from '../../../lib/ids.js';
import { memberIdOf } from '../../../lib/viewers.js';
import { ApiToken } from '../../../models/federation/api-token.js';
import { recordAudit } from '../audit/record-audit.js';
import { requireKeeper } from '../policy.js';
import type { UnitDeps } from '../../unit-deps.js';

export async function revokeToken({ manager, clock }: UnitDeps, viewer: MaybeViewer, tokenId: string): Promise<void> {
  requireKeeper(viewer);
  const where = { id: tokenId, revokedAt: IsNull() };
  const { affected } = isId(tokenId) ? await manager.update(ApiToken, where, { revokedAt: clock() }) : { affected: 0 };
  if (affected !== 1) throw new NotFound(`No token that works has the id ${tokenId}; rose token list shows them.`);
  await recordAudit(manager, { kind: 'token.revoked', byMember: memberIdOf(viewer), details: { tokenId } });
}
