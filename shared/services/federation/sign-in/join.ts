import { MoreThan } from 'typeorm';
import type { Joining, NewcomerDto, NewcomerInput } from '../../../contracts/services/federation/sign-in-by-mail.js';
import { checkInput } from '../../../lib/refusals.js';
import { SignInMail } from '../../../models/federation/sign-in-mail.js';
import type { UnitDeps } from '../../unit-deps.js';
import { addMember } from '../add-member.js';
import { agree, findStanding } from '../agreements.js';
import { agreeFields, joinFields } from '../member-fields.js';
import { proofLifeMs } from './rules.js';
import { memberOf } from './use-up.js';

export async function findNewcomer(deps: UnitDeps, interaction: string): Promise<NewcomerDto | null> {
  const email = await provedAddress(deps, interaction);
  if (email === null) return null;
  const memberId = await memberOf(deps.manager, email);
  const standing = memberId === null ? null : await findStanding(deps, memberId);
  if (standing === null) return { email, known: null };
  const { name, handle, hasAgreed, hasAgreedBefore } = standing;
  return hasAgreed ? null : { email, known: { name, handle, hasAgreedBefore } };
}

export async function join(deps: UnitDeps, person: NewcomerInput): Promise<Joining> {
  const email = await provedAddress(deps, person.interaction);
  if (email === null) return { kind: 'over' };
  // The address is proved, so whoever is a member with it is known: the form was sent twice, or somebody else made them one.
  const known = await memberOf(deps.manager, email);
  if (known !== null) return agreeAs(deps, known, person);
  const checked = checkInput(joinFields, person);
  if (checked.kind === 'refused') return checked;
  const { handle, name, agreedTo } = checked.input;
  const added = await addMember(deps, { handle, email, name });
  // From two browsers at once, say: who was quicker has made them a member, and the other one knows them now.
  const memberId = added.kind === 'joined' ? added.member.id : await memberOf(deps.manager, email);
  if (memberId === null) return added.kind === 'refused' ? added : { kind: 'over' };
  await agree(deps, memberId, agreedTo);
  return { kind: 'member', memberId };
}

/** Who is let in without a yes has given it before. */
async function agreeAs(deps: UnitDeps, memberId: string, person: NewcomerInput): Promise<Joining> {
  const standing = await findStanding(deps, memberId);
  if (standing?.hasAgreed) return { kind: 'member', memberId };
  const checked = checkInput(agreeFields, person);
  if (checked.kind === 'refused') return checked;
  await agree(deps, memberId, checked.input.agreedTo);
  return { kind: 'member', memberId };
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
