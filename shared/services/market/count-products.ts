import { Product } from '../../models/market/product.js';
import type { UnitDeps } from '../unit-deps.js';
import { onTheShelf } from './policy.js';

export function countProducts({ manager }: UnitDeps): Promise<number> {
  return manager.countBy(Product, onTheShelf);
}
