import type { UnitDeps } from '../../unit-deps.js';
import { recordAudit } from '../audit/record-audit.js';
import { memberOf } from './use-up.js';

/** Only what concerns a member is kept, so the log cannot be filled with strangers' slips. */
export async function auditFailure({ manager }: UnitDeps, email: string, why: string): Promise<void> {
  const memberId = await memberOf(manager, email);
  if (memberId !== null) await recordAudit(manager, { kind: 'sign-in.failed', memberId, details: { why } });
}
