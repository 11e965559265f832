import type { AddressDto } from '../dtos/addresses.js';
import type { ProductDto } from '../dtos/market.js';
import type { Money } from '../money.js';
import type { Page, PageQuery } from '../pages.js';
import type { Refused } from '../problems.js';
import type { MaybeViewer } from '../viewer.js';

export interface MarketService {
  /**
   * Lists a product under its slug, or changes the one that is there; a withdrawn one is listed again. Records
   * `product.listed` or `product.changed`; the same again changes nothing and records nothing.
   *
   * @throws Forbidden unless the viewer is a shopkeeper.
   */
  saveProduct(viewer: MaybeViewer, product: ProductInput): Promise<ProductSaved>;

  /**
   * Takes a product off the shelf, and records `product.withdrawn`, once. What was promised of it stays promised.
   *
   * @throws Forbidden unless the viewer is a shopkeeper. NotFound where there is no such product.
   */
  withdrawProduct(viewer: MaybeViewer, slug: string): Promise<ProductDto>;

  /** The product of this slug. Withdrawn ones are shown to shopkeepers only. */
  findProduct(viewer: MaybeViewer, slug: string): Promise<ProductDto | null>;

  /** Those of these ids that are sold, in any order. What is no id of ours is passed over. */
  findProducts(viewer: MaybeViewer, ids: readonly string[]): Promise<ProductDto[]>;

  /** What is sold, by name. */
  listProducts(viewer: MaybeViewer, query: PageQuery): Promise<Page<ProductDto>>;

  /** Pages of what is sold, in an order that new ones do not disturb; at most 5000 on a page. */
  listAddresses(query: PageQuery): Promise<AddressDto[]>;

  /** How many products are sold. */
  countProducts(): Promise<number>;
}

export interface ProductInput {
  /** Its address for ever: a slug of lib/slugs. */
  slug: string;
  name: string;
  price: Money;
  unit: string;
  /** Units in the house, promised ones included. */
  onHand: number;
}

export type ProductSaved = { kind: 'listed' | 'changed' | 'unchanged'; product: ProductDto } | Refused;
