import { IsNull } from 'typeorm';
import type { Bearer } from '../../../contracts/services/federation/tokens.js';
import { ApiToken } from '../../../models/federation/api-token.js';
import type { UnitDeps } from '../../unit-deps.js';

export async function findBearer({ manager }: UnitDeps, tokenSha256: string): Promise<Bearer | null> {
  const token = await manager.findOneBy(ApiToken, { tokenSha256, revokedAt: IsNull() });
  return token && { tokenId: token.id, actor: token.actor, memberId: token.memberId, scopes: token.scopes };
}
