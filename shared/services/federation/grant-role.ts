import type { RoleGrant } from '../../contracts/services/federation.js';
import type { MaybeViewer, MemberRole } from '../../contracts/viewer.js';
import { refuse } from '../../lib/refusals.js';
import { memberIdOf } from '../../lib/viewers.js';
import { GrantedRole } from '../../models/federation/granted-role.js';
import { insertNew } from '../insert-new.js';
import type { UnitDeps } from '../unit-deps.js';
import { findMember } from './find-member.js';
import { requireGrantor } from './policy.js';

export async function grantRole(
  deps: UnitDeps,
  viewer: MaybeViewer,
  { handle, role }: { handle: string; role: MemberRole },
): Promise<RoleGrant> {
  requireGrantor(viewer);
  const member = await findMember(deps, viewer, handle);
  if (member === null) return refuse({ field: 'handle', sentence: `Nobody here is called @${handle}.` });
  const grant = { memberId: member.id, role, grantedAt: deps.clock(), grantedBy: memberIdOf(viewer) };
  return { kind: (await insertNew(deps.manager, GrantedRole, grant)) ? 'granted' : 'held' };
}
