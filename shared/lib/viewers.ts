import { operator, type MaybeViewer, type MemberRole, type Viewer } from '../contracts/viewer.js';
import { Forbidden } from './errors.js';

/** Admins may do what any other role may. */
export function actsAs(viewer: MaybeViewer, role: MemberRole): viewer is Viewer {
  return viewer !== null && (viewer.roles.includes(role) || viewer.roles.includes('admin'));
}

/** @throws Forbidden with the sentence, which says who may. */
export function requireRole(viewer: MaybeViewer, role: MemberRole, sentence: string): asserts viewer is Viewer {
  if (!actsAs(viewer, role)) throw new Forbidden(sentence);
}

/** For columns that say who did something: null where it was the operator, for whom there is no row. */
export function memberIdOf(viewer: Viewer): string | null {
  return viewer.id === operator.id ? null : viewer.id;
}
