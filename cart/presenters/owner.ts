import type { BasketOwner } from '@rose-ash/shared/contracts/services/cart';
import type { MaybeViewer } from '@rose-ash/shared/contracts/viewer';

/** Whose basket it is that somebody sees as theirs: a member's own, else the one whose handle they hold. */
export function ownerOf(viewer: MaybeViewer, guestBasket: string | null): BasketOwner | null {
  if (viewer !== null) return { kind: 'member', memberId: viewer.id };
  return guestBasket === null ? null : { kind: 'guest', handleSha256: guestBasket };
}

/** As a basket is called in tags: by its member's id, or `guest:` and the hash. */
export function subjectOf(owner: BasketOwner): string {
  return owner.kind === 'member' ? owner.memberId : `guest:${owner.handleSha256}`;
}
