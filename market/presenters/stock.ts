import type { Stock } from '../views/models.js';

/** From here down it is said how many are left. */
const few = 5;

export function presentStock(available: number): Stock {
  if (available <= 0) return { kind: 'none', words: 'Sold out' };
  if (available <= few) return { kind: 'few', words: `Only ${available} left` };
  return { kind: 'in', words: 'In stock' };
}
