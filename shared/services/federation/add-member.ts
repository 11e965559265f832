import type { MemberDto } from '../../contracts/dtos/federation.js';
import type { NewMember } from '../../contracts/services/federation.js';
import type { Refused } from '../../contracts/problems.js';
import { refuse } from '../../lib/refusals.js';
import { Member } from '../../models/federation/member.js';
import { insertNew } from '../insert-new.js';
import type { UnitDeps } from '../unit-deps.js';
import { recordAudit } from './audit/record-audit.js';
import { handleProblem } from './handle-problem.js';

export type Added = { kind: 'joined'; member: MemberDto } | { kind: 'known'; memberId: string } | Refused;

/** Makes somebody a member whose fields are checked, and records it. `known`: with the same handle and address. */
export async function addMember(deps: UnitDeps, { handle, email, name }: NewMember): Promise<Added> {
  const { manager } = deps;
  const known = await manager.findOne(Member, { select: { id: true }, where: { handle, email } });
  if (known !== null) return { kind: 'known', memberId: known.id };
  const problem = await handleProblem(manager, handle);
  const member = { id: deps.newId(), handle, email, name, joinedAt: deps.clock() };
  if (problem === null && (await insertNew(manager, Member, member))) {
    deps.record('member.joined', { memberId: member.id });
    await recordAudit(manager, { kind: 'member.joined', memberId: member.id });
    return { kind: 'joined', member: { id: member.id, handle, name, joinedAt: member.joinedAt, roles: [] } };
  }
  return whoIsThere(deps, { handle, email });
}

/** Handle, address or both are somebody's: of the one who is asked for, who was quicker, or of others. */
async function whoIsThere({ manager }: UnitDeps, { handle, email }: Omit<NewMember, 'name'>): Promise<Added> {
  const holder = await manager.findOne(Member, { select: { id: true, handle: true }, where: { email } });
  if (holder?.handle === handle) return { kind: 'known', memberId: holder.id };
  const problem = await handleProblem(manager, handle);
  return refuse(
    ...(problem === null ? [] : [problem]),
    ...(holder === null ? [] : [{ field: 'email', sentence: 'Somebody has joined with this address already.' }]),
  );
}
