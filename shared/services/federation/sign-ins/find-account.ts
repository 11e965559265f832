import type { AccountDto } from '../../../contracts/services/federation/sessions.js';
import type { UnitDeps } from '../../unit-deps.js';

interface Found extends AccountDto {
  endedAt: Date | null;
  seenAt: Date | null;
}

const account = `
  select m.id, m.handle, m.name, m.email, s.id as "signInId", s.ended_at as "endedAt", s.seen_at as "seenAt",
    array(select role from member_roles where member_id = m.id order by role) as roles
  from members m left join sign_ins s on s.member_id = m.id and s.session_uid = $2
  where m.id = $1`;

/** A row written at each refresh would be one too often. */
export const seenEveryMs = 5 * 60_000;

/** Not waiting for the disk: a crash of the database may take minutes from a time that nobody reads to the minute. */
const see = `update sign_ins set seen_at = $2
  from (select set_config('synchronous_commit', 'off', true)) as soon where id = $1`;

export async function findAccount(
  { manager, clock }: UnitDeps,
  memberId: string,
  sessionUid: string | null,
): Promise<AccountDto | null> {
  const [found] = await manager.query<Found[]>(account, [memberId, sessionUid]);
  if (found?.endedAt !== null) return null;
  const { endedAt: _, seenAt, ...rest } = found;
  const now = clock();
  if (seenAt !== null && now.getTime() - seenAt.getTime() > seenEveryMs) {
    await manager.query(see, [rest.signInId, now]);
  }
  return rest;
}
