import type { BasketOwner } from '../../contracts/services/cart.js';

/** The columns that say whose a basket is; the other one is null. */
export function ownedBy(owner: BasketOwner): { memberId: string } | { guestSha256: string } {
  return owner.kind === 'member' ? { memberId: owner.memberId } : { guestSha256: owner.handleSha256 };
}
