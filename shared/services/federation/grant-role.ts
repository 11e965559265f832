import type { RoleGrant } from '../../contracts/services/federation.js';
import type { MaybeViewer, MemberRole } from '../../contracts/viewer.js';
import { memberIdOf } from '../../lib/viewers.js';
import { GrantedRole } from '../../models/federation/granted-role.js';
import { insertNew } from '../insert-new.js';
import type { UnitDeps } from '../unit-deps.js';
import { recordAudit } from './audit/record-audit.js';
import { findNamed, refuseUnknown } from './find-named.js';
import { requireGrantor } from './policy.js';

export async function grantRole(
  deps: UnitDeps,
  viewer: MaybeViewer,
  { handle, role }: { handle: string; role: MemberRole },
): Promise<RoleGrant> {
  requireGrantor(viewer);
  const memberId = await findNamed(deps.manager, handle);
  if (memberId === null) return refuseUnknown(handle);
  const byMember = memberIdOf(viewer);
  const grant = { memberId, role, grantedAt: deps.clock(), grantedBy: byMember };
  if (!(await insertNew(deps.manager, GrantedRole, grant))) return { kind: 'held' };
  await recordAudit(deps.manager, { kind: 'role.granted', memberId, byMember, details: { role } });
  return { kind: 'granted' };
}
