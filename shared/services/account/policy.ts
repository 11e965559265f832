import type { MaybeViewer, Viewer } from '../../contracts/viewer.js';
import { requireRole } from '../../lib/viewers.js';

export function requireCaretaker(viewer: MaybeViewer): asserts viewer is Viewer {
  requireRole(viewer, 'admin', 'Only those who keep the house check its mail.');
}
