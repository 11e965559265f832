import type { ProductDto } from '../../contracts/dtos/market.js';
import { toMoney } from '../../lib/money.js';
import type { Product } from '../../models/market/product.js';

export function toProductDto(product: Product): ProductDto {
  const { id, slug, name, priceMinor, currency, unit, onHand, reserved, withdrawnAt } = product;
  return { id, slug, name, price: toMoney(priceMinor, currency), unit, available: onHand - reserved, withdrawnAt };
}
