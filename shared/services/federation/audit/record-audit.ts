import type { EntityManager } from 'typeorm';
import { AuditEvent } from '../../../models/federation/audit-event.js';

/** What was done about somebody's access. */
export interface AuditNote {
  /** `sign-in.ended`. */
  kind: string;
  /** Whose access it is. */
  memberId?: string | null;
  /** Null for the operator, and for what time did. */
  byMember?: string | null;
  clientId?: string | null;
  /** Ids and words of ours; no secret, and nothing that only its owner should know. */
  details?: Record<string, unknown>;
}

/** Writes it down in the transaction of what was done. Nobody can change or remove it afterwards. */
export async function recordAudit(
  manager: EntityManager,
  { kind, memberId = null, byMember = null, clientId = null, details = {} }: AuditNote,
): Promise<void> {
  const row = { at: () => 'now()', kind, memberId, byMember, clientId, details };
  await manager.createQueryBuilder().insert().into(AuditEvent).values(row).execute();
}
