import type { ProductDto } from '../../contracts/dtos/market.js';
import { toMoney } from '../../lib/money.js';
import type { Product } from '../../models/market/product.js';

/** The columns, whether or not they were read from the table. */
export type ProductRow = Pick<Product, keyof Product>;

export function toProductDto(product: ProductRow): ProductDto {
  const { id, slug, name, priceMinor, currency, unit, onHand, reserved, withdrawnAt } = product;
  return { id, slug, name, price: toMoney(priceMinor, currency), unit, available: onHand - reserved, withdrawnAt };
}
