import type { ProviderSession } from '../../../contracts/services/federation/sessions.js';
import { recordAudit } from '../audit/record-audit.js';
import type { UnitDeps } from '../../unit-deps.js';

/** Also takes the lock on who is signed in, which ending a session needs first too. */
const signIn = `
  insert into sign_ins (id, member_id, session_uid, user_agent, begun_at, seen_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (session_uid) do update set seen_at = excluded.seen_at
    where sign_ins.ended_at is null and sign_ins.member_id = excluded.member_id
  returning id, xmax = 0 as "isNew"`;

const isNewest = `old.id in (excluded.id, $6)`;
const newest = (column: string) => `case when ${isNewest} then excluded.${column} else old.${column} end`;
const reached = (row: string) => `coalesce(${row}.payload -> 'authorizations', '{}')`;

/**
 * A request that read the session before another one changed its id, or signed somebody in, must not put it back as it was.
 * Several that open one client each, at the same time, must not forget each other's: what a client was given counts only
 * while the session names it, and only whom it names is told of its end.
 */
const keep = `
  insert into oidc_records as old (model, id, payload, member_id, uid, expires_at)
  values ('Session', $1, $2, $3, $4, $5)
  on conflict (uid) do update set
    id = ${newest('id')}, member_id = ${newest('member_id')}, expires_at = ${newest('expires_at')},
    payload = (${newest('payload')})
      || jsonb_build_object('authorizations', ${reached('old')} || ${reached('excluded')})
    where old.member_id = excluded.member_id or (old.member_id is null and ${isNewest})
  returning id`;

const longestAgent = 300;

export async function keepSession(deps: UnitDeps, session: ProviderSession): Promise<boolean> {
  if (session.memberId !== null && !(await keepSignIn(deps, session.memberId, session))) return false;
  const { id, payload, memberId, uid, expiresAt, formerId } = session;
  const values = [id, JSON.stringify(payload), memberId, uid, expiresAt, formerId];
  const [row] = await deps.manager.query<{ id: string }[]>(keep, values);
  return row?.id === id;
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
