import type { MaybeViewer, Viewer } from '../../contracts/viewer.js';
import { Forbidden } from '../../lib/errors.js';
import { requireRole } from '../../lib/viewers.js';

/** Admins let people in, for as long as nobody can prove by themselves that an e-mail address is theirs. */
export function requireRegistrar(viewer: MaybeViewer): asserts viewer is Viewer {
  requireRole(viewer, 'admin', 'Only admins register people.');
}

/** Members are known by name to each other; a stranger is told how many there are. */
export function mayKnowMembers(viewer: MaybeViewer): viewer is Viewer {
  return viewer !== null;
}

export function requireGrantor(viewer: MaybeViewer): asserts viewer is Viewer {
  requireRole(viewer, 'admin', 'Only admins say what somebody is trusted with.');
}

export function requireMember(viewer: MaybeViewer): asserts viewer is Viewer {
  if (viewer === null) throw new Forbidden('That is for members: sign in, and come back.');
}

/** Whom members may sign in to, with which keys, and which programs act for us. */
export function requireKeeper(viewer: MaybeViewer): asserts viewer is Viewer {
  requireRole(viewer, 'admin', 'Only admins see and change clients, keys and tokens.');
}
