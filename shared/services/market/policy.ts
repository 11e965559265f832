import { IsNull, type FindOptionsWhere } from 'typeorm';
import type { MaybeViewer, Viewer } from '../../contracts/viewer.js';
import { actsAs, requireRole } from '../../lib/viewers.js';
import type { Product } from '../../models/market/product.js';

export function requireShopkeeper(viewer: MaybeViewer): asserts viewer is Viewer {
  requireRole(viewer, 'shopkeeper', 'Only shopkeepers change what is on the shelves.');
}

/** On the shelf is what was not withdrawn. Lists show nothing else, to anybody. */
export const onTheShelf: FindOptionsWhere<Product> = { withdrawnAt: IsNull() };

/** What `onTheShelf` says, for statements written by hand. */
export function sqlOfShelf(product: string): string {
  return `${product}.withdrawn_at is null`;
}

/** A shopkeeper finds what was withdrawn, to put it back. */
export function findsWithdrawn(viewer: MaybeViewer): boolean {
  return actsAs(viewer, 'shopkeeper');
}
