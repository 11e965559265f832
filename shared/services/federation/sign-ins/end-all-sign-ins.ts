import { IsNull } from 'typeorm';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { memberIdOf } from '../../../lib/viewers.js';
import { SignIn } from '../../../models/federation/sign-in.js';
import type { UnitDeps } from '../../unit-deps.js';
import { endSessions } from './end-sessions.js';
import { endedBy, requireOwnerOf } from './policy.js';

export async function endAllSignIns(
  deps: UnitDeps,
  viewer: MaybeViewer,
  memberId = viewer?.id ?? '',
  exceptId?: string,
): Promise<number> {
  requireOwnerOf(viewer, memberId);
  const open = await deps.manager.findBy(SignIn, { memberId, endedAt: IsNull() });
  const uids = open.filter(({ id }) => id !== exceptId).map(({ sessionUid }) => sessionUid);
  const by = endedBy(viewer, memberId, false);
  return uids.length === 0 ? 0 : endSessions(deps, uids, by, memberIdOf(viewer));
}
