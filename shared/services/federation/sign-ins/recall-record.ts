import type { AccountDto, RecalledRecord } from '../../../contracts/services/federation/sessions.js';
import type { Statement } from '../../../contracts/unit-of-work.js';
import type { ReadDeps } from '../../unit-deps.js';
import { seenEveryMs } from './find-account.js';

interface Found extends Omit<AccountDto, 'id'> {
  payload: object;
  consumedAt: Date | null;
  grantId: string | null;
  grantPayload: object | null;
  memberId: string | null;
  sessionUid: string | null;
  sessionPayload: object | null;
  endedAt: Date | null;
  seenAt: Date | null;
}

/** The session in which a record holds: its own, or the one that it ends with. */
const sessionUid = `
  coalesce(r.uid, case when r.payload -> 'expiresWithSession' = 'true' then
    encode(sha256(convert_to(r.payload ->> 'sessionUid', 'UTF8')), 'hex') end)`;

const statement: Statement = {
  name: 'recall record',
  text: `
  select r.payload, r.consumed_at as "consumedAt", g.id as "grantId", g.payload as "grantPayload",
    held.uid as "sessionUid", held_in.payload as "sessionPayload",
    m.id as "memberId", m.handle, m.name, m.email, s.id as "signInId", s.ended_at as "endedAt", s.seen_at as "seenAt",
    array(select role from member_roles where member_id = m.id order by role) as roles
  from oidc_records r
    cross join lateral (select ${sessionUid} as uid) held
    left join oidc_records g
      on g.model = 'Grant' and g.id = coalesce(r.grant_id, r.payload #>> array['authorizations', $3, 'grantId'])
    left join oidc_records held_in on held_in.uid = held.uid and r.uid is null
    left join members m on m.id = r.member_id
    left join sign_ins s on s.session_uid = held.uid and s.member_id = m.id
  where r.model = $1 and r.id = $2`,
};

/** One look in place of four: silent sign-on is made of nothing else. */
export async function recallRecord(
  { read, clock }: ReadDeps,
  { model, id, clientId }: { model: string; id: string; clientId: string | null },
): Promise<RecalledRecord | undefined> {
  const [found] = await read<Found>(statement, [model, id, clientId]);
  if (found === undefined) return undefined;
  const { payload, consumedAt, grantId, grantPayload, sessionUid: uid, sessionPayload } = found;
  const grant = grantId === null || grantPayload === null ? null : { id: grantId, payload: grantPayload };
  const session = uid === null || sessionPayload === null ? null : { uid, payload: sessionPayload };
  return { payload, consumedAt, grant, session, account: accountOf(found, clock().getTime()) };
}

/** Whose sign-in is over, and who was not seen for a while, which wants to be written down: both are asked for anew. */
function accountOf(found: Found, now: number): RecalledRecord['account'] {
  const { memberId: id, handle, name, email, roles, signInId, sessionUid: uid, endedAt, seenAt } = found;
  const isDue = seenAt !== null && now - seenAt.getTime() > seenEveryMs;
  if (id === null || endedAt !== null || isDue) return null;
  return { id, handle, name, email, roles, signInId, sessionUid: uid };
}
