import type { Money } from '../money.js';
import type { ProductDto } from './market.js';

export interface BasketDto {
  /** In the order in which they were put in. */
  lines: BasketLineDto[];
  /** What it comes to today: one amount for each currency, and none when nothing in it is sold. */
  totals: Money[];
}

export interface BasketLineDto {
  productId: string;
  /** 1 to 999. */
  quantity: number;
  /** Null when it is no longer sold. */
  product: ProductDto | null;
  /** Of the whole line, at today's price. Null when it is no longer sold. */
  amount: Money | null;
}
