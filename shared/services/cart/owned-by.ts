import type { BasketOwner } from '../../contracts/services/cart.js';

/** The columns that say whose a basket is; the other one is null. */
export function ownedBy(owner: BasketOwner): { memberId: string } | { guestSha256: string } {
  return owner.kind === 'member' ? { memberId: owner.memberId } : { guestSha256: owner.handleSha256 };
}

/** One word for whose it is, as activities and the tags of caches have it. */
export function nameOfOwner(owner: BasketOwner): string {
  return owner.kind === 'member' ? owner.memberId : `guest:${owner.handleSha256}`;
}
