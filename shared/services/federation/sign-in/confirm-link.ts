import type { Proof } from '../../../contracts/services/federation/sign-in-by-mail.js';
import { SignInMail } from '../../../models/federation/sign-in-mail.js';
import type { UnitDeps } from '../../unit-deps.js';
import { auditFailure } from './audit-proof.js';
import { hashLink } from './secrets.js';
import { useUp } from './use-up.js';

/** A link counts in the interaction that asked for it, and in no other. */
export async function confirmLink(
  deps: UnitDeps,
  { interaction, token }: { interaction: string; token: string },
): Promise<Proof> {
  const mail = await deps.manager.findOne(SignInMail, {
    where: { linkHash: hashLink(token), interaction },
    lock: { mode: 'pessimistic_write' },
  });
  if (mail === null) return { kind: 'over', why: 'unasked' };
  if (mail.usedAt !== null) return { kind: 'over', why: 'used' };
  if (mail.expiresAt > deps.clock()) return useUp(deps, mail, 'link');
  await auditFailure(deps, mail.email, 'expired-link');
  return { kind: 'over', why: 'expired' };
}
