import type { BasketDto } from '../dtos/cart.js';
import type { Refused } from '../problems.js';
import type { MaybeViewer, Viewer } from '../viewer.js';

export interface CartService {
  /**
   * What the owner means to buy, priced as the market does now.
   *
   * @throws Forbidden for another member's basket.
   */
  getBasket(viewer: MaybeViewer, owner: BasketOwner): Promise<BasketDto>;

  /**
   * How many things are in it, each line as often as it is wanted: what stands beside the word Basket on every page.
   *
   * @throws Forbidden for another member's basket.
   */
  countThings(viewer: MaybeViewer, owner: BasketOwner): Promise<number>;

  /**
   * Sets how many of a product are in the basket; 0 takes it out, whether it is still sold or not. Nothing is promised
   * by it: the shelf may be empty before it is paid. Records `basket.changed` when something changed.
   *
   * @throws Forbidden for another member's basket.
   */
  putLine(viewer: MaybeViewer, owner: BasketOwner, line: LineInput): Promise<LinePut>;

  /**
   * Puts what lies in a guest's basket into the viewer's own, and does away with the guest's. What is in both is wanted as
   * often as in both together, up to 999. Again, or where there is no such basket, nothing changes. Records `basket.changed`
   * for both.
   *
   * @param handleSha256 of the handle that the guest's cookie holds, in hex.
   */
  adoptBasket(viewer: Viewer, handleSha256: string): Promise<void>;

  /** How many baskets have something in them. */
  countBaskets(): Promise<number>;
}

/** Whose basket it is. */
export type BasketOwner =
  | { kind: 'member'; memberId: string }
  /** SHA-256, in lower-case hex, of the handle that the guest's cookie holds. */
  | { kind: 'guest'; handleSha256: string };

export interface LineInput {
  productId: string;
  /** 0 to 999. */
  quantity: number;
}

export type LinePut = { kind: 'put'; basket: BasketDto } | Refused;
