import type { BasketOwner } from '../../contracts/services/cart.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { BasketLine } from '../../models/cart/basket-line.js';
import type { CartDeps } from './deps.js';
import { ownedBy } from './owned-by.js';
import { requireOwner } from './policy.js';

/** One query, and none to the market: what is no longer sold lies in the basket still. */
export async function countThings({ manager }: CartDeps, viewer: MaybeViewer, owner: BasketOwner): Promise<number> {
  requireOwner(viewer, owner);
  return (await manager.sum(BasketLine, 'quantity', { basket: ownedBy(owner) })) ?? 0;
}
