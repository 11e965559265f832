import type { MemberDto } from '../../contracts/dtos/federation.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { isHandle } from '../../lib/handles.js';
import { isId } from '../../lib/ids.js';
import { Member } from '../../models/federation/member.js';
import type { UnitDeps } from '../unit-deps.js';
import { memberColumns, toMember } from './member-dto.js';
import { mayKnowMembers } from './policy.js';

/** One query; none for a stranger. */
export async function findMember(deps: UnitDeps, viewer: MaybeViewer, handle: string): Promise<MemberDto | null> {
  return mayKnowMembers(viewer) && isHandle(handle) ? findBy(deps, { handle }) : null;
}

/** One query; none for a stranger. */
export async function findMemberById(deps: UnitDeps, viewer: MaybeViewer, id: string): Promise<MemberDto | null> {
  return mayKnowMembers(viewer) && isId(id) ? findBy(deps, { id }) : null;
}

/** @throws Error for an id that is nobody's. */
export async function getMember(deps: UnitDeps, id: string): Promise<MemberDto> {
  const member = await findBy(deps, { id });
  if (member === null) throw new Error('a member who was there a moment ago is gone');
  return member;
}

async function findBy({ manager }: UnitDeps, where: { id: string } | { handle: string }): Promise<MemberDto | null> {
  // Not findOne: with a relation it asks twice.
  const [member] = await manager.find(Member, {
    select: memberColumns,
    where,
    relations: { roles: true },
    order: { roles: { role: 'ASC' } },
  });
  return member === undefined ? null : toMember(member, member.roles);
}
