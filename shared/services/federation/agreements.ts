import { termsVersion } from '../../contracts/terms.js';
import { Agreement } from '../../models/federation/agreement.js';
import { insertNew } from '../insert-new.js';
import type { UnitDeps } from '../unit-deps.js';
import { recordAudit } from './audit/record-audit.js';

const find = `
  select m.handle, m.name, array(select version from agreements where member_id = m.id) as versions
  from members m where m.id = $1`;

export interface Standing {
  handle: string;
  name: string;
  /** Whether they said yes to the terms of today. */
  hasAgreed: boolean;
  /** Whether they ever said yes to any. */
  hasAgreedBefore: boolean;
}

/** How a member stands to the terms; null for nobody. */
export async function findStanding({ manager }: Pick<UnitDeps, 'manager'>, memberId: string): Promise<Standing | null> {
  type Found = Pick<Standing, 'handle' | 'name'> & { versions: string[] };
  const [found] = await manager.query<Found[]>(find, [memberId]);
  if (found === undefined) return null;
  const { versions, ...member } = found;
  return { ...member, hasAgreed: versions.includes(termsVersion), hasAgreedBefore: versions.length > 0 };
}

/**
 * Keeps when a member said yes to which terms, once however often they say it.
 *
 * @param byMember who wrote it down: they themselves, or somebody who was told.
 */
export async function agree(
  { manager, clock }: UnitDeps,
  memberId: string,
  version: string,
  byMember: string | null = memberId,
): Promise<void> {
  if (!(await insertNew(manager, Agreement, { memberId, version, agreedAt: clock() }))) return;
  await recordAudit(manager, { kind: 'terms.agreed', memberId, byMember, details: { version } });
}
