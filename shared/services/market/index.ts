import type { MarketService } from '../../contracts/services/market.js';
import type { ReadDeps, UnitDeps } from '../unit-deps.js';
import { countProducts } from './count-products.js';
import { findProduct, findProducts } from './find-product.js';
import { listAddresses } from './list-addresses.js';
import { listProducts } from './list-products.js';
import { saveProduct } from './save-product.js';
import { withdrawProduct } from './withdraw-product.js';

/** Verbs of one statement, which need no transaction. */
export function marketReads(deps: ReadDeps): Pick<MarketService, 'findProduct' | 'listProducts'> {
  return {
    findProduct: (viewer, slug) => findProduct(deps, viewer, slug),
    listProducts: (_viewer, query) => listProducts(deps, query),
  };
}

export function marketService(deps: UnitDeps): MarketService {
  return {
    ...marketReads(deps),
    saveProduct: (viewer, product) => saveProduct(deps, viewer, product),
    withdrawProduct: (viewer, slug) => withdrawProduct(deps, viewer, slug),
    findProducts: (_viewer, ids) => findProducts(deps, ids),
    listAddresses: (query) => listAddresses(deps, query),
    countProducts: () => countProducts(deps),
  };
}
