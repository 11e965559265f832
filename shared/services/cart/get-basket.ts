import type { BasketDto, BasketLineDto } from '../../contracts/dtos/cart.js';
import type { ProductDto } from '../../contracts/dtos/market.js';
import type { BasketOwner } from '../../contracts/services/cart.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { sumOf, times } from '../../lib/money.js';
import { BasketLine } from '../../models/cart/basket-line.js';
import type { CartDeps } from './deps.js';
import { ownedBy } from './owned-by.js';
import { requireOwner } from './policy.js';

/** Two queries: the lines, and what the market says of their products. */
export async function getBasket(
  { manager, market }: CartDeps,
  viewer: MaybeViewer,
  owner: BasketOwner,
): Promise<BasketDto> {
  requireOwner(viewer, owner);
  const lines = await manager.find(BasketLine, {
    where: { basket: ownedBy(owner) },
    order: { addedAt: 'ASC', id: 'ASC' },
  });
  const ids = lines.map(({ productId }) => productId);
  const sold = new Map((await market.findProducts(viewer, ids)).map((product) => [product.id, product]));
  const shown = lines.map(({ productId, quantity }) => toLine(productId, quantity, sold.get(productId) ?? null));
  return { lines: shown, totals: sumOf(shown.flatMap(({ amount }) => amount ?? [])) };
}

function toLine(productId: string, quantity: number, product: ProductDto | null): BasketLineDto {
  return { productId, quantity, product, amount: product && times(product.price, quantity) };
}
