import type { TokenDto } from '../../../contracts/services/federation/tokens.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { requireKeeper } from '../policy.js';
import type { UnitDeps } from '../../unit-deps.js';

const tokens = `
  select t.id, t.name, coalesce(t.actor, '@' || m.handle) as owner, t.scopes, t.created_at as "createdAt"
  from api_tokens t left join members m on m.id = t.member_id
  where t.revoked_at is null order by t.created_at, t.id`;

export async function listTokens({ manager }: UnitDeps, viewer: MaybeViewer): Promise<TokenDto[]> {
  requireKeeper(viewer);
  return manager.query(tokens);
}
