import type { CartService } from '../../contracts/services/cart.js';
import type { ReadDeps } from '../unit-deps.js';
import { adoptBasket } from './adopt-basket.js';
import { countBaskets } from './count-baskets.js';
import { countThings } from './count-things.js';
import type { CartDeps } from './deps.js';
import { getBasket } from './get-basket.js';
import { putLine } from './put-line.js';

/** Verbs of one statement, which need no transaction. */
export function cartReads(deps: ReadDeps): Pick<CartService, 'countThings'> {
  return { countThings: (viewer, owner) => countThings(deps, viewer, owner) };
}

export function cartService(deps: CartDeps): CartService {
  return {
    ...cartReads(deps),
    getBasket: (viewer, owner) => getBasket(deps, viewer, owner),
    putLine: (viewer, owner, line) => putLine(deps, viewer, owner, line),
    adoptBasket: (viewer, handleSha256) => adoptBasket(deps, viewer, handleSha256),
    countBaskets: () => countBaskets(deps),
  };
}
