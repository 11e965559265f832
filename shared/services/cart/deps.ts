import type { MarketService } from '../../contracts/services/market.js';
import type { UnitDeps } from '../unit-deps.js';

export interface CartDeps extends UnitDeps {
  market: MarketService;
}
