import type { Services } from '../../contracts/registry.js';
import { operator } from '../../contracts/viewer.js';

/** Something that is changed in the course of the drill. What is numbered lets a page say how old it is. */
export type Edit =
  | { kind: 'loaf'; number: number }
  | { kind: 'fair'; number: number }
  | { kind: 'basket'; memberId: string; productId: string; quantity: number };

export const loafSlug = 'loaf';
export const nameOfLoaf = (number: number) => `Loaf ${number} of the drill`;

const dayMs = 24 * 60 * 60 * 1_000;
/** The fair is tomorrow, all day. */
const fair = {
  ...{ calendar: 'drilled', slug: 'fair', zone: 'Europe/London', place: 'The green' },
  ...{ startsAt: new Date(Date.now() + dayMs), endsAt: new Date(Date.now() + 2 * dayMs) },
};

/** As a route does it: through the services, in a unit of work that rings its bell. */
export async function carryOut({ market, cart, events }: Services, edit: Edit): Promise<void> {
  if (edit.kind === 'loaf') {
    const price = { minor: 380, currency: 'GBP' };
    const loaf = { slug: loafSlug, name: nameOfLoaf(edit.number), price, unit: 'loaf', onHand: 9 };
    const saved = await market.saveProduct(operator, loaf);
    if (saved.kind === 'refused') throw new Error('the loaf was refused');
    return;
  }
  if (edit.kind === 'fair') {
    const { calendar: slug } = fair;
    if (edit.number === 0) await events.saveCalendar(operator, { slug, title: 'Of the drill' });
    const saved = await events.saveEntry(operator, { ...fair, title: `Fair ${edit.number} of the drill` });
    if (saved.kind === 'refused') throw new Error('the fair was refused');
    return;
  }
  const { memberId, productId, quantity } = edit;
  const viewer = { id: memberId, roles: [] };
  const put = await cart.putLine(viewer, { kind: 'member', memberId }, { productId, quantity });
  if (put.kind === 'refused') throw new Error('the line was refused');
}
