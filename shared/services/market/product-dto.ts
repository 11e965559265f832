import type { ProductDto } from '../../contracts/dtos/market.js';
import { toMoney } from '../../lib/money.js';
import type { Product } from '../../models/market/product.js';

/** What is read of a product that is shown. */
export const productColumns = {
  id: true,
  slug: true,
  name: true,
  priceMinor: true,
  currency: true,
  unit: true,
  onHand: true,
  reserved: true,
  withdrawnAt: true,
} as const;

/** Whether or not it was read from the table. */
export type ProductRow = Pick<Product, keyof typeof productColumns>;

export function toProductDto(product: ProductRow): ProductDto {
  const { id, slug, name, priceMinor, currency, unit, onHand, reserved, withdrawnAt } = product;
  return { id, slug, name, price: toMoney(priceMinor, currency), unit, available: onHand - reserved, withdrawnAt };
}
