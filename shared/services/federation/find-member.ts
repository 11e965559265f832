import type { MemberDto } from '../../contracts/dtos/federation.js';
import { isHandle } from '../../lib/handles.js';
import { Member } from '../../models/federation/member.js';
import type { UnitDeps } from '../unit-deps.js';

/** One query. */
export async function findMember({ manager }: UnitDeps, handle: string): Promise<MemberDto | null> {
  if (!isHandle(handle)) return null;
  // Not findOne: with a relation it asks twice.
  const [member] = await manager.find(Member, {
    select: { id: true, handle: true, name: true, joinedAt: true, roles: { memberId: true, role: true } },
    where: { handle },
    relations: { roles: true },
    order: { roles: { role: 'ASC' } },
  });
  if (member === undefined) return null;
  const { id, name, joinedAt, roles } = member;
  return { id, handle, name, joinedAt, roles: roles.map(({ role }) => role) };
}
