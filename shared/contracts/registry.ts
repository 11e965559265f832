import type { AccountService } from './services/account.js';
import type { BlogService } from './services/blog.js';
import type { CartService } from './services/cart.js';
import type { EventsService } from './services/events.js';
import type { FederationService } from './services/federation.js';
import type { MarketService } from './services/market.js';

/** The domain services inside one unit of work. */
export interface Unit {
  blog: BlogService;
  market: MarketService;
  cart: CartService;
  events: EventsService;
  federation: FederationService;
  account: AccountService;
}

/** The domain services, each call its own unit; `transaction` binds several calls to one commit. */
export interface Services extends Unit {
  transaction<T>(work: (unit: Unit) => Promise<T>): Promise<T>;
}
