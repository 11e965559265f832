import { IsNull, MoreThan, type EntityManager } from 'typeorm';
import type { Proof } from '../../../contracts/services/federation/sign-in-by-mail.js';
import { Member } from '../../../models/federation/member.js';
import { SignInMail, type ProofKind } from '../../../models/federation/sign-in-mail.js';
import type { UnitDeps } from '../../unit-deps.js';
import { findStanding } from '../agreements.js';
import { recordAudit } from '../audit/record-audit.js';

/** The caller holds the row's lock, so of two at once one comes here and the other finds it used. */
export async function useUp(deps: UnitDeps, mail: SignInMail, usedBy: ProofKind): Promise<Proof> {
  const now = deps.clock();
  await deps.manager.update(SignInMail, { id: mail.id }, { usedAt: now, usedBy });
  // What else was sent for this has done its work as well.
  const { interaction, email } = mail;
  const others = { interaction, email, usedAt: IsNull(), expiresAt: MoreThan(now) };
  await deps.manager.update(SignInMail, others, { expiresAt: now });
  const memberId = await memberOf(deps.manager, mail.email);
  await recordAudit(deps.manager, { kind: 'address.proved', memberId, details: { by: usedBy } });
  const standing = memberId === null ? null : await findStanding(deps, memberId);
  return memberId !== null && standing?.hasAgreed ? { kind: 'member', memberId } : { kind: 'newcomer' };
}

export async function memberOf(manager: EntityManager, email: string): Promise<string | null> {
  const member = await manager.findOne(Member, { select: { id: true }, where: { email } });
  return member?.id ?? null;
}
