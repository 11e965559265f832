import type { CartService } from '../../contracts/services/cart.js';
import { adoptBasket } from './adopt-basket.js';
import { countBaskets } from './count-baskets.js';
import { countThings } from './count-things.js';
import type { CartDeps } from './deps.js';
import { getBasket } from './get-basket.js';
import { putLine } from './put-line.js';

export function cartService(deps: CartDeps): CartService {
  return {
    getBasket: (viewer, owner) => getBasket(deps, viewer, owner),
    countThings: (viewer, owner) => countThings(deps, viewer, owner),
    putLine: (viewer, owner, line) => putLine(deps, viewer, owner, line),
    adoptBasket: (viewer, handleSha256) => adoptBasket(deps, viewer, handleSha256),
    countBaskets: () => countBaskets(deps),
  };
}
