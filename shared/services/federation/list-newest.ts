import { In } from 'typeorm';
import type { MemberDto } from '../../contracts/dtos/federation.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { groupBy } from '../../lib/group-by.js';
import { GrantedRole } from '../../models/federation/granted-role.js';
import { Member } from '../../models/federation/member.js';
import type { UnitDeps } from '../unit-deps.js';
import { memberColumns, toMember } from './member-dto.js';
import { mayKnowMembers } from './policy.js';

const most = 100;

/** Two queries, however many. Ids are made in the order in which people join, so no other index is needed. */
export async function listNewest({ manager }: UnitDeps, viewer: MaybeViewer, limit: number): Promise<MemberDto[]> {
  if (!mayKnowMembers(viewer)) return [];
  const { roles: _, ...select } = memberColumns;
  const members = await manager.find(Member, { select, order: { id: 'DESC' }, take: Math.min(limit, most) });
  const roles = await manager.findBy(GrantedRole, { memberId: In(members.map(({ id }) => id)) });
  const rolesOf = groupBy(roles, ({ memberId }) => memberId);
  return members.map((member) => toMember(member, rolesOf.get(member.id) ?? []));
}
