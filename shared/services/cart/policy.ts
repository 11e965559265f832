import type { BasketOwner } from '../../contracts/services/cart.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { Forbidden } from '../../lib/errors.js';

/** A basket is its member's own, and no role opens it. A guest's is whoever's holds its handle: nobody else knows the hash. */
export function requireOwner(viewer: MaybeViewer, owner: BasketOwner): void {
  if (owner.kind === 'member' && owner.memberId !== viewer?.id) throw new Forbidden('This basket is somebody else’s.');
}
