import type { Refused } from '../../../contracts/problems.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import type { UnitDeps } from '../../unit-deps.js';
import { findNamed, refuseUnknown } from '../find-named.js';
import { requireGrantor } from '../policy.js';
import { endAllSignIns } from './end-all-sign-ins.js';

/** For who lost a telephone, and for whose mailbox was taken over. */
export async function signOutMember(
  deps: UnitDeps,
  viewer: MaybeViewer,
  named: string,
): Promise<{ kind: 'ended'; count: number } | Refused> {
  requireGrantor(viewer);
  const memberId = await findNamed(deps.manager, named);
  if (memberId === null) return refuseUnknown(named);
  return { kind: 'ended', count: await endAllSignIns(deps, viewer, memberId) };
}
