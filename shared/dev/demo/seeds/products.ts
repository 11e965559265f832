import { operator } from '../../../contracts/viewer.js';
import { slugify } from '../../../lib/slugs.js';
import type { Seed } from './seed.js';

/** What the bakehouse, the Lower Field and the shop sell: name, pence, unit, how many there are. Prices as on the blog. */
const shelf: readonly [name: string, pence: number, unit: string, onHand: number][] = [
  ['White sourdough', 380, 'loaf', 38],
  ['Seeded rye', 420, 'loaf', 14],
  ['Cheese straws', 240, 'bag of 6', 20],
  ['Milk in glass', 109, 'pint', 60],
  ['Beetroot, tops and all', 190, 'bunch', 22],
  ['Leeks from the long beds', 260, 'kg', 40],
  ['Parsnips', 180, 'kg', 35],
  ['Curly kale', 140, '250 g', 18],
  ['Bramley apples', 220, 'kg', 50],
  ['Eggs from Moor Edge', 210, 'half dozen', 24],
  ['Rolled oats', 170, 'kg', 45],
  ['Haricot beans', 220, '500 g', 30],
];

export const seedProducts: Seed = async ({ market }) => {
  let count = 0;
  for (const [name, minor, unit, onHand] of shelf) {
    const slug = slugify(name);
    if ((await market.findProduct(operator, slug)) !== null) continue;
    await market.saveProduct(operator, { slug, name, price: { minor, currency: 'GBP' }, unit, onHand });
    count += 1;
  }
  return [{ count, one: 'product', many: 'products' }];
};
