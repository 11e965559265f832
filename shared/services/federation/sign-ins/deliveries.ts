import { IsNull, LessThan } from 'typeorm';
import type { LogoutDto } from '../../../contracts/services/federation/sessions.js';
import { LogoutDelivery } from '../../../models/federation/logout-delivery.js';
import type { UnitDeps } from '../../unit-deps.js';

/** One this young is being told already. */
const patienceMs = 5_000;

export async function findLogout({ manager }: UnitDeps, id: string): Promise<LogoutDto | null> {
  const row = await manager.findOneBy(LogoutDelivery, { id, deliveredAt: IsNull() });
  return row && { clientId: row.clientId, subject: row.subject, sid: row.sid };
}

export async function settleLogout({ manager, clock }: UnitDeps, id: string): Promise<void> {
  await manager.update(LogoutDelivery, { id, deliveredAt: IsNull() }, { deliveredAt: clock() });
}

export async function listLateLogouts({ manager, clock }: UnitDeps, limit: number): Promise<string[]> {
  const before = new Date(clock().getTime() - patienceMs);
  const where = { deliveredAt: IsNull(), createdAt: LessThan(before) };
  const rows = await manager.find(LogoutDelivery, {
    select: { id: true },
    where,
    order: { createdAt: 'ASC' },
    take: limit,
  });
  return rows.map(({ id }) => id);
}
