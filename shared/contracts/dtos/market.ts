import type { Money } from '../money.js';

export interface ProductDto {
  id: string;
  slug: string;
  name: string;
  /** Of one unit. */
  price: Money;
  /** What one of it is: `loaf`, `kg`, `500 g`. */
  unit: string;
  /** Units that are neither sold nor promised. */
  available: number;
  /** Since when it is no longer sold; null for what is. */
  withdrawnAt: Date | null;
}
