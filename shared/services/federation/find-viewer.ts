import type { MaybeViewer } from '../../contracts/viewer.js';
import { Member } from '../../models/federation/member.js';
import type { UnitDeps } from '../unit-deps.js';

/** One query. */
export async function findViewer({ manager }: UnitDeps, id: string, _signInId?: string): Promise<MaybeViewer> {
  const [member] = await manager.find(Member, {
    select: { id: true, roles: { memberId: true, role: true } },
    where: { id },
    relations: { roles: true },
  });
  return member === undefined ? null : { id, roles: member.roles.map(({ role }) => role) };
}
