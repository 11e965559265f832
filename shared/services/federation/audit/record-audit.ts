import type { EntityManager } from 'typeorm';

export interface AuditEvent {
  kind: string;
  memberId?: string | null;
  byMember?: string | null;
  clientId?: string | null;
  details?: object;
}

/** Stands for the log of the provider until its table is here. */
export async function recordAudit(_manager: EntityManager, _event: AuditEvent): Promise<void> {
  await Promise.resolve();
}
