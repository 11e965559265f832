import type { HeadingLevel } from '@rose-ash/shared/contracts/fragments';
import type { Pagination } from '@rose-ash/shared/lib/pagination';
import type { SafeHtml } from '@rose-ash/shared/lib/safe-html';

/** How much is left, as words and as the name of a shape. */
export interface Stock {
  kind: 'in' | 'few' | 'none';
  words: string;
}

/** A thing as a list shows it. */
export interface ProductCard {
  /** On the market's own site: other sites put its origin before it. */
  path: string;
  name: string;
  /** A picture of our own by its plain name: of such a thing, or of what it may come in. */
  print: string;
  /** `£3.80`. */
  price: string;
  /** `per loaf`. */
  unit: string;
  stock: Stock;
}

export interface ShelfModel {
  level: HeadingLevel;
  products: readonly ProductCard[];
}

export interface HomeModel {
  /** `12 things for sale`; empty where nothing is. */
  count: string;
  products: readonly ProductCard[];
  pagination: Pagination | null;
  /** What comes up, beside it. */
  upcoming: SafeHtml;
}

export interface ProductModel extends ProductCard {
  /** For search engines. */
  description: string;
  /** What else is sold. */
  shelf: SafeHtml;
}
