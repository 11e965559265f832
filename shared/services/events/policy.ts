import type { MaybeViewer, Viewer } from '../../contracts/viewer.js';
import { requireRole } from '../../lib/viewers.js';

/** Whatever is entered, anybody may read. */
export function requireOrganiser(viewer: MaybeViewer): asserts viewer is Viewer {
  requireRole(viewer, 'organiser', 'Only organisers enter what is on.');
}
