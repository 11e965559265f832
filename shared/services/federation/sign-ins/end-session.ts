import type { UnitDeps } from '../../unit-deps.js';
import { endSessions } from './end-sessions.js';

interface Row {
  uid: string;
  memberId: string | null;
}

export async function endSession(deps: UnitDeps, session: { id: string } | { uid: string }): Promise<void> {
  const [column, value] = 'id' in session ? ['id', session.id] : ['uid', session.uid];
  const [row] = await deps.manager.query<Row[]>(
    `select uid, member_id as "memberId" from oidc_records where model = 'Session' and ${column} = $1`,
    [value],
  );
  if (row !== undefined) await endSessions(deps, [row.uid], 'member', row.memberId);
}
