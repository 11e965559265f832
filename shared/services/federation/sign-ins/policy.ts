import type { SignInEnd } from '../../../contracts/services/federation/sign-ins.js';
import { operator, type MaybeViewer, type Viewer } from '../../../contracts/viewer.js';
import { Forbidden } from '../../../lib/errors.js';
import { actsAs } from '../../../lib/viewers.js';

/** Where somebody is signed in is their own business, and that of admins who help them. */
export function requireOwnerOf(viewer: MaybeViewer, memberId: string): asserts viewer is Viewer {
  if (!mayEndFor(viewer, memberId)) throw new Forbidden('Only the member, or an admin, sees and ends sign-ins.');
}

export function mayEndFor(viewer: MaybeViewer, memberId: string): viewer is Viewer {
  return viewer !== null && (viewer.id === memberId || actsAs(viewer, 'admin'));
}

/** How it is written down who ended a sign-in. @param isThere whether they said so in that very browser. */
export function endedBy(viewer: Viewer, memberId: string, isThere: boolean): SignInEnd {
  if (viewer.id !== memberId || viewer.id === operator.id) return 'operator';
  return isThere ? 'member' : 'elsewhere';
}
