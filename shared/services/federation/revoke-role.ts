import type { RoleRevocation } from '../../contracts/services/federation.js';
import type { MaybeViewer, MemberRole } from '../../contracts/viewer.js';
import { memberIdOf } from '../../lib/viewers.js';
import { GrantedRole } from '../../models/federation/granted-role.js';
import type { UnitDeps } from '../unit-deps.js';
import { recordAudit } from './audit/record-audit.js';
import { findNamed, refuseUnknown } from './find-named.js';
import { requireGrantor } from './policy.js';

export async function revokeRole(
  deps: UnitDeps,
  viewer: MaybeViewer,
  { handle, role }: { handle: string; role: MemberRole },
): Promise<RoleRevocation> {
  requireGrantor(viewer);
  const memberId = await findNamed(deps.manager, handle);
  if (memberId === null) return refuseUnknown(handle);
  const { affected } = await deps.manager.delete(GrantedRole, { memberId, role });
  if (!affected) return { kind: 'absent' };
  await recordAudit(deps.manager, {
    ...{ kind: 'role.revoked', memberId, byMember: memberIdOf(viewer), details: { role } },
  });
  return { kind: 'revoked' };
}
