import { appNames } from '../../../contracts/apps.js';
import type { LogoutDto } from '../../../contracts/services/federation/sessions.js';
import type { SignInEnd } from '../../../contracts/services/federation/sign-ins.js';
import type { UnitDeps } from '../../unit-deps.js';
import { recordAudit } from '../audit/record-audit.js';
import { orderLogout } from './order-logout.js';

interface Ended {
  id: string;
  memberId: string;
  sessionUid: string;
}

/** The part of a session's payload that says where it reaches. */
interface Reach {
  accountId?: string;
  authorizations?: Record<string, { sid?: string; grantId?: string; persistsLogout?: boolean }>;
}

const endRows = `
  update sign_ins set ended_at = $2, ended_by = $3 where session_uid = any($1) and ended_at is null
  returning id, member_id as "memberId", session_uid as "sessionUid"`;

const dropSessions = `delete from oidc_records where model = 'Session' and uid = any($1) returning payload`;

const dropGrants = `
  delete from oidc_records where grant_id = any($1) or (model = 'Grant' and id = any($1))`;

const clientsToTell = `select id from oidc_clients where id = any($1) and backchannel_logout_uri is not null`;

/**
 * The one way in which sessions end: the rows of who is signed in, the sessions themselves, all that was given out in them
 * and the messages to their clients change together or not at all. What a member allowed to last longer than a session
 * (offline access) goes on. How many ended.
 *
 * @param uids SHA-256 in hex.
 */
export async function endSessions(
  deps: UnitDeps,
  uids: readonly string[],
  by: SignInEnd,
  byMember: string | null,
): Promise<number> {
  const { manager, clock } = deps;
  const [ended] = await manager.query<[Ended[], number]>(endRows, [uids, clock(), by]);
  const [sessions] = await manager.query<[{ payload: Reach }[], number]>(dropSessions, [uids]);
  const reaches = sessions.map(({ payload }) => payload);
  await revokeWhatHangsOn(deps, reaches);
  await tellClients(deps, reaches);
  for (const { id, memberId } of ended) {
    await recordAudit(manager, { kind: 'sign-in.ended', memberId, byMember, details: { signInId: id, by } });
  }
  return ended.length;
}

async function revokeWhatHangsOn({ manager }: UnitDeps, reaches: readonly Reach[]): Promise<void> {
  const granted = reaches.flatMap(({ authorizations = {} }) => Object.values(authorizations));
  const grants = granted.filter(({ persistsLogout }) => !persistsLogout).map(({ grantId }) => grantId);
  await manager.query(dropGrants, [grants.filter((id) => id !== undefined)]);
}

async function tellClients(deps: UnitDeps, reaches: readonly Reach[]): Promise<void> {
  const logouts = reaches.flatMap(logoutsOf);
  if (logouts.length === 0) return;
  const clientIds = [...new Set(logouts.map(({ clientId }) => clientId))];
  const others = await deps.manager.query<{ id: string }[]>(clientsToTell, [clientIds]);
  const listening = new Set<string>([...appNames, ...others.map(({ id }) => id)]);
  for (const logout of logouts) if (listening.has(logout.clientId)) await orderLogout(deps, logout);
}

function logoutsOf({ accountId, authorizations = {} }: Reach): LogoutDto[] {
  if (accountId === undefined) return [];
  return Object.entries(authorizations).flatMap(([clientId, { sid }]) =>
    sid === undefined ? [] : [{ clientId, subject: accountId, sid }],
  );
}
