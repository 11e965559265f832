import type { BasketOwner } from '../../contracts/services/cart.js';
import type { Statement } from '../../contracts/unit-of-work.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import type { ReadDeps } from '../unit-deps.js';
import { requireOwner } from './policy.js';

const counting = (kind: BasketOwner['kind'], owner: string): Statement => ({
  name: `count things of ${kind}`,
  text: `select coalesce(sum(line.quantity), 0)::int as things
    from baskets basket join basket_lines line on line.basket_id = basket.id where basket.${owner} = $1`,
});

const ofMember = counting('member', 'member_id');
const ofGuest = counting('guest', 'guest_sha256');

/** One query, and none to the market: what is no longer sold lies in the basket still. */
export async function countThings({ read }: ReadDeps, viewer: MaybeViewer, owner: BasketOwner): Promise<number> {
  requireOwner(viewer, owner);
  const [counted] = await (owner.kind === 'member'
    ? read<{ things: number }>(ofMember, [owner.memberId])
    : read<{ things: number }>(ofGuest, [owner.handleSha256]));
  return counted?.things ?? 0;
}
