import type { MemberDto } from '../../contracts/dtos/federation.js';
import { isHandle } from '../../lib/handles.js';
import { isId } from '../../lib/ids.js';
import { Member } from '../../models/federation/member.js';
import type { UnitDeps } from '../unit-deps.js';
import { memberColumns, toMember } from './member-dto.js';

/** One query. */
export async function findMember(deps: UnitDeps, handle: string): Promise<MemberDto | null> {
  return isHandle(handle) ? findBy(deps, { handle }) : null;
}

/** One query. */
export async function findMemberById(deps: UnitDeps, id: string): Promise<MemberDto | null> {
  return isId(id) ? findBy(deps, { id }) : null;
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
