import type { UnitDeps } from '../../unit-deps.js';
import { endSessions } from './end-sessions.js';

const day = 24 * 60 * 60_000;

/** How long a browser may stay away. */
const idleDays = 30;
/** What is over stays in the member's view for this long, and what was told in ours. */
const keptDays = 90;
const toldDays = 7;
/** Whose site does not answer for so long is a stranger there all the same: sites ask who is signed in. */
const untoldDays = 14;
/** Clocks differ, and somebody may be just about to use it. */
const lateMs = 10 * 60_000;
/** A few at a time, since they stay locked until all of them are ended: the rest is for the next round. */
const most = 50;

/** Those whose session is gone or out of date, and those that nobody used. */
const stale = `
  select s.session_uid as uid from sign_ins s
  left join oidc_records r on r.uid = s.session_uid and r.expires_at > $1
  where s.ended_at is null and (s.seen_at < $2 or r.uid is null)
  limit ${most}`;

export async function tidySignIns(deps: UnitDeps): Promise<{ ended: number; forgotten: number }> {
  const { manager, clock } = deps;
  const now = clock().getTime();
  const before = (days: number) => new Date(now - days * day);
  const rows = await manager.query<{ uid: string }[]>(stale, [new Date(now), before(idleDays)]);
  const uids = rows.map(({ uid }) => uid);
  const ended = uids.length === 0 ? 0 : await endSessions(deps, uids, 'expired', null);
  const drop = async (sql: string, than: Date) => (await manager.query<[unknown[], number]>(sql, [than]))[1];
  const counts = [
    await drop(`delete from oidc_records where expires_at < $1`, new Date(now - lateMs)),
    await drop(`delete from sign_ins where ended_at < $1`, before(keptDays)),
    await drop(`delete from logout_deliveries where delivered_at < $1`, before(toldDays)),
    await drop(`delete from logout_deliveries where delivered_at is null and created_at < $1`, before(untoldDays)),
  ];
  return { ended, forgotten: counts.reduce((sum, count) => sum + count, 0) };
}
