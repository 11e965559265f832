import type { ProductDto } from '@rose-ash/shared/contracts/dtos/market';
import type { Format } from '@rose-ash/shared/lib/format';
import type { ProductCard, ProductModel } from '../views/models.js';
import { printFor } from './prints.js';
import { presentStock } from './stock.js';

/** On the market's own site. */
export function productPath(slug: string): string {
  return `/products/${slug}`;
}

export function presentCard({ slug, name, price, unit, available }: ProductDto, format: Format): ProductCard {
  return {
    path: productPath(slug),
    name,
    print: printFor({ name, slug }),
    price: format.money(price),
    unit: `per ${unit}`,
    stock: presentStock(available),
  };
}

export function presentProduct(product: ProductDto, format: Format): Omit<ProductModel, 'shelf'> {
  const card = presentCard(product, format);
  return { ...card, description: `${card.name}: ${card.price} ${card.unit}. ${card.stock.words}.` };
}
