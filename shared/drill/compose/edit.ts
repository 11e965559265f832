import type { Services } from '../../contracts/registry.js';
import { operator } from '../../contracts/viewer.js';

/** Something that is changed in the course of the drill. Loaves are numbered, so that a page says how old it is. */
export type Edit =
  { kind: 'loaf'; number: number } | { kind: 'basket'; memberId: string; productId: string; quantity: number };

export const loafSlug = 'loaf';
export const nameOfLoaf = (number: number) => `Loaf ${number} of the drill`;

/** As a route does it: through the services, in a unit of work that rings its bell. */
export async function carryOut({ market, cart }: Services, edit: Edit): Promise<void> {
  if (edit.kind === 'loaf') {
    const price = { minor: 380, currency: 'GBP' };
    const loaf = { slug: loafSlug, name: nameOfLoaf(edit.number), price, unit: 'loaf', onHand: 9 };
    const saved = await market.saveProduct(operator, loaf);
    if (saved.kind === 'refused') throw new Error('the loaf was refused');
    return;
  }
  const { memberId, productId, quantity } = edit;
  const viewer = { id: memberId, roles: [] };
  const put = await cart.putLine(viewer, { kind: 'member', memberId }, { productId, quantity });
  if (put.kind === 'refused') throw new Error('the line was refused');
}
