import { operator } from '../../../contracts/viewer.js';
import type { Seed } from './seed.js';

const handle = 'ada';

const shopping: readonly [slug: string, quantity: number][] = [
  ['white-sourdough', 1],
  ['milk-in-glass', 2],
  ['leeks-from-the-long-beds', 1],
];

/** A basket for who has just joined; later it is theirs to fill and to empty. */
export const seedBaskets: Seed = async ({ federation, market, cart }, { newcomers }) => {
  const member = newcomers.has(handle) ? await federation.findMember(operator, handle) : null;
  if (member === null) return [];
  const viewer = { id: member.id, roles: member.roles };
  for (const [slug, quantity] of shopping) {
    const product = await market.findProduct(viewer, slug);
    if (product === null) continue;
    await cart.putLine(viewer, { kind: 'member', memberId: member.id }, { productId: product.id, quantity });
  }
  return [{ count: 1, one: 'basket', many: 'baskets' }];
};
