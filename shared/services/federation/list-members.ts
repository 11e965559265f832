import { MoreThan } from 'typeorm';
import type { MemberRecordDto } from '../../contracts/dtos/federation.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { Member } from '../../models/federation/member.js';
import type { UnitDeps } from '../unit-deps.js';
import { memberColumns, toMember } from './member-dto.js';
import { requireRegistrar } from './policy.js';

/** One query a page, in the order in which they joined. */
export async function listMembers(
  { manager }: UnitDeps,
  viewer: MaybeViewer,
  { after, limit }: { after: string | null; limit: number },
): Promise<MemberRecordDto[]> {
  requireRegistrar(viewer);
  const members = await manager.find(Member, {
    select: { ...memberColumns, email: true },
    ...(after === null ? {} : { where: { id: MoreThan(after) } }),
    relations: { roles: true },
    relationLoadStrategy: 'query',
    order: { id: 'ASC' },
    take: limit,
  });
  return members.map((member) => ({ ...toMember(member, member.roles), email: member.email }));
}
