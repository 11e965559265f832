import type { MemberDto } from '../../contracts/dtos/federation.js';
import type { GrantedRole } from '../../models/federation/granted-role.js';
import type { Member } from '../../models/federation/member.js';

/** What anybody may know: never the address. */
export const memberColumns = {
  id: true,
  handle: true,
  name: true,
  joinedAt: true,
  roles: { memberId: true, role: true },
} as const;

export function toMember({ id, handle, name, joinedAt }: Member, roles: readonly GrantedRole[]): MemberDto {
  return { id, handle, name, joinedAt, roles: roles.map(({ role }) => role).sort() };
}
