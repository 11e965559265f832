import { IsNull } from 'typeorm';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { memberIdOf } from '../../../lib/viewers.js';
import { SignIn } from '../../../models/federation/sign-in.js';
import { requireKeeper } from '../policy.js';
import type { UnitDeps } from '../../unit-deps.js';
import { endSessions } from './end-sessions.js';

/** They stay locked until all of these are ended. */
const most = 200;

export async function endEverySignIn(deps: UnitDeps, viewer: MaybeViewer): Promise<number> {
  requireKeeper(viewer);
  const open = await deps.manager.find(SignIn, { where: { endedAt: IsNull() }, take: most });
  const uids = open.map(({ sessionUid }) => sessionUid);
  return uids.length === 0 ? 0 : endSessions(deps, uids, 'operator', memberIdOf(viewer));
}
