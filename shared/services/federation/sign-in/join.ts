import { MoreThan } from 'typeorm';
import type { Joining, NewcomerInput } from '../../../contracts/services/federation/sign-in-by-mail.js';
import type { Refused } from '../../../contracts/problems.js';
import { checkInput } from '../../../lib/refusals.js';
import { Agreement } from '../../../models/federation/agreement.js';
import { SignInMail } from '../../../models/federation/sign-in-mail.js';
import { insertNew } from '../../insert-new.js';
import type { UnitDeps } from '../../unit-deps.js';
import { addMember } from '../add-member.js';
import { joinFields } from '../member-fields.js';
import { proofLifeMs } from './rules.js';
import { memberOf } from './use-up.js';

export async function findNewcomer(deps: UnitDeps, interaction: string): Promise<{ email: string } | null> {
  const email = await provedAddress(deps, interaction);
  return email === null || (await memberOf(deps.manager, email)) !== null ? null : { email };
}

export async function join(deps: UnitDeps, person: NewcomerInput): Promise<Joining> {
  const email = await provedAddress(deps, person.interaction);
  if (email === null) return { kind: 'over' };
  // The form was sent twice, or they joined elsewhere meanwhile: the address is proved, so they are known.
  const known = await memberOf(deps.manager, email);
  if (known !== null) return { kind: 'member', memberId: known };
  const checked = checkInput(joinFields, person);
  if (checked.kind === 'refused') return checked;
  const { handle, name, agreedTo } = checked.input;
  const added = await addMember(deps, { handle, email, name });
  if (added.kind === 'known') return { kind: 'member', memberId: added.memberId };
  if (added.kind === 'refused') return joinedElsewhere(deps, email, added);
  const agreement = { memberId: added.member.id, version: agreedTo, agreedAt: deps.clock() };
  await insertNew(deps.manager, Agreement, agreement);
  return { kind: 'member', memberId: added.member.id };
}

/** From two browsers at once, say: who was quicker has made them a member, and the other one knows them now. */
async function joinedElsewhere({ manager }: UnitDeps, email: string, refused: Refused): Promise<Joining> {
  const memberId = await memberOf(manager, email);
  return memberId === null ? refused : { kind: 'member', memberId };
}

/** The address that was proved last in this interaction. */
async function provedAddress({ manager, clock }: UnitDeps, interaction: string): Promise<string | null> {
  const since = new Date(clock().getTime() - proofLifeMs);
  const [proved] = await manager.find(SignInMail, {
    select: { id: true, email: true },
    where: { interaction, usedAt: MoreThan(since) },
    order: { usedAt: 'DESC' },
    take: 1,
  });
  return proved?.email ?? null;
}
