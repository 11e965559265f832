import type { MaybeViewer } from '../../../contracts/viewer.js';
import { NotFound } from '../../../lib/errors.js';
import { isId } from '../../../lib/ids.js';
import { memberIdOf } from '../../../lib/viewers.js';
import { SignIn } from '../../../models/federation/sign-in.js';
import type { UnitDeps } from '../../unit-deps.js';
import { endSessions } from './end-sessions.js';
import { endedBy, mayEndFor } from './policy.js';

export async function endSignIn(deps: UnitDeps, viewer: MaybeViewer, signInId: string, from?: string): Promise<void> {
  const signIn = isId(signInId) ? await deps.manager.findOneBy(SignIn, { id: signInId }) : null;
  if (signIn === null || !mayEndFor(viewer, signIn.memberId)) throw over();
  const by = endedBy(viewer, signIn.memberId, from === signInId);
  const ended = await endSessions(deps, [signIn.sessionUid], by, memberIdOf(viewer));
  if (ended === 0) throw over();
}

const over = () => new NotFound('That sign-in is over already.');
