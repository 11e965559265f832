import type { ProviderSession } from '../../../contracts/services/federation/sessions.js';
import { recordAudit } from '../audit/record-audit.js';
import type { UnitDeps } from '../../unit-deps.js';

/** Also takes the lock on who is signed in, which ending a session needs first too. */
const signIn = `
  insert into sign_ins (id, member_id, session_uid, user_agent, begun_at, seen_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (session_uid) do update set seen_at = excluded.seen_at
    where sign_ins.ended_at is null and sign_ins.member_id = excluded.member_id
  returning id, xmax = 0 as "isNew"`;

/**
 * A request that read the session before another one changed its id, or signed somebody in, must not put it back as it was.
 */
const keep = `
  insert into oidc_records (model, id, payload, member_id, uid, expires_at) values ('Session', $1, $2, $3, $4, $5)
  on conflict (uid) do update
    set id = excluded.id, payload = excluded.payload, member_id = excluded.member_id, expires_at = excluded.expires_at
    where oidc_records.id in (excluded.id, $6)
      and (oidc_records.member_id is null or oidc_records.member_id = excluded.member_id)`;

const longestAgent = 300;

export async function keepSession(deps: UnitDeps, session: ProviderSession): Promise<void> {
  if (session.memberId !== null && !(await keepSignIn(deps, session.memberId, session))) return;
  const { id, payload, memberId, uid, expiresAt, formerId } = session;
  await deps.manager.query(keep, [id, JSON.stringify(payload), memberId, uid, expiresAt, formerId]);
}

/** Whether the member is signed in there still, or from now on. */
async function keepSignIn(
  { manager, newId, clock }: UnitDeps,
  memberId: string,
  { uid, userAgent, signedInAt }: ProviderSession,
): Promise<boolean> {
  const agent = userAgent.slice(0, longestAgent);
  const values = [newId(), memberId, uid, agent, signedInAt, clock()];
  const [row] = await manager.query<{ id: string; isNew: boolean }[]>(signIn, values);
  if (row?.isNew) await recordAudit(manager, { kind: 'sign-in.begun', memberId, details: { signInId: row.id } });
  return row !== undefined;
}
